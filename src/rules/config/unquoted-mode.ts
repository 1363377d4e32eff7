import { describePermissions, permissionsOf } from '../../knowledge/instance/file-mode.js';
import { knownFiles } from '../../model/bundle/config-files.js';
import { type FileEntry, type ScalarNode, scalarOf } from '../../parse/index.js';
import { shorten } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';

export const unquotedMode: EachRule<FileEntry> = {
  meta: {
    summary: 'The mode of a file is a number without quotes, or not octal digits',
    why: 'YAML reads digits after a zero as an octal number and passes on its value: 0755 arrives as 493, 0644 as 420. The instance reads these digits as octal again. If that fails, the deployment ends with "ValueError: invalid literal for int() with base 8: \'493\'". If it does not fail, the file silently gets different permissions.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-init',
    ],
  },
  each: knownFiles,
  *check({ name, mode: entry }) {
    const mode = scalarOf(entry);
    if (!mode) return;
    if (isOctal(mode)) yield findingOf(mode);
    else if (
      mode.valueKind === 'literal' &&
      permissionsOf(mode.text) === undefined &&
      // A number that YAML has calculated is not the text that is written.
      mode.text === mode.written &&
      mode.text.trim() !== ''
    )
      yield {
        at: mode.place,
        message: `Mode "${shorten(mode.text)}" is not an octal number`,
        help: `Write \`"${octalOf(mode.text.trim()) ?? (name.text.endsWith('.sh') ? '000755' : '000644')}"\`.`,
      };
  },
};

/** The digits of `rwxr-xr-x`, with or without the letter of `ls` for the kind of file. */
function octalOf(letters: string): string | undefined {
  const [, text] = /^[-d]?((?:[r-][w-][x-]){3})$/.exec(letters) ?? [];
  const bits = text?.replace(/[rwx]/g, '1').replaceAll('-', '0');
  return bits === undefined ? undefined : Number.parseInt(bits, 2).toString(8).padStart(6, '0');
}

/** Digits after a zero, whose value YAML has calculated. */
const isOctal = ({ written, text }: ScalarNode): boolean =>
  /^0[0-7]+$/.test(written) && permissionsOf(written) !== permissionsOf(text);

function findingOf({ written, text, place }: ScalarNode): Finding {
  const quoted = `"${written.replace(/^0+/, '').padStart(6, '0')}"`;
  const effective = permissionsOf(text);
  const effect = effective === undefined ? 'is not a valid mode' : `sets ${describePermissions(effective)}`;
  return {
    at: place,
    message: `YAML reads the unquoted mode ${written} as ${text}, which ${effect}`,
    help: `Write \`${quoted}\`.`,
    ...(effective !== undefined && { warnsBecause: 'milder' }),
    fix: {
      title: `Write ${quoted}`,
      safety: 'safe',
      edits: [{ file: place.file, span: place.span, text: quoted }],
    },
  };
}
