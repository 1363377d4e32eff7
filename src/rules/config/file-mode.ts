import { describePermissions, permissionsOf } from '../../knowledge/file-mode.js';
import { entriesOfSection, knownEntriesOf, type ScalarNode } from '../../model/section-entries.js';
import type { Finding, Rule } from '../rule.js';

export const fileMode: Rule = {
  meta: {
    id: 'config/file-mode',
    summary: 'The mode of a file is a number without quotes',
    why: 'YAML takes digits behind a zero for an octal number and hands on its value: 0755 arrives as 493, 0644 as 420. The instance reads these digits as octal once more. Where that fails, the deployment ends with "ValueError: invalid literal for int() with base 8: \'493\'"; where it does not, the file has another mode than it seems to, without a word.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const { name, value } of configFiles.flatMap((file) => entriesOfSection(file, 'files')))
      for (const { key, value: mode } of knownEntriesOf(value))
        if (key.text === 'mode' && mode.kind === 'scalar' && isOctal(mode)) yield* inMode(mode, name.text);
  },
};

/** Digits behind a zero, whose value YAML has worked out. */
const isOctal = ({ written, text }: ScalarNode): boolean =>
  /^0[0-7]+$/.test(written) && permissionsOf(written) !== permissionsOf(text);

function* inMode(mode: ScalarNode, target: string): Generator<Finding> {
  const { written, text, place } = mode;
  const quoted = `"${written.replace(/^0+/, '').padStart(6, '0')}"`;
  const effective = permissionsOf(text);
  const effect =
    effective === undefined
      ? 'which is no octal number, so the deployment fails'
      : `so the file gets the mode ${describePermissions(effective)} instead of ${describePermissions(permissionsOf(written)!)}`;
  yield {
    at: place,
    message: `Without quotes YAML reads ${written}, the mode of ${target}, as the number ${text}, ${effect}; write ${quoted}.`,
    ...(effective !== undefined && { severity: 'warning' }),
    fix: {
      title: `Write ${quoted}`,
      safety: 'safe',
      edits: [{ file: place.file, span: place.span, text: quoted }],
    },
  };
}
