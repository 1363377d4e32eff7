import { findOption, type OptionInfo } from '../../catalogue/find-option.js';
import { isSecretName } from '../../knowledge/secrets/secret-names.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Platform } from '../../model/platform/platform.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { type Setting, settings } from '../../model/settings/settings.js';
import { scalarsOfSetting } from '../../parse/config-file/option-settings.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';

export const misreadValue: Rule = {
  meta: {
    summary: 'YAML reads an unquoted value as something other than its text',
    why: 'Elastic Beanstalk reads configuration files as YAML 1.1, in which an unquoted yes, no, on or off is true or false, True is true, 22:22 is a base-60 number, 010 is an octal number and 1.10 is the number 1.1. The option or environment property gets that value instead of the text in the file.',
    consequence: 'silently-ignored',
    references: ['https://yaml.org/spec/1.1/', 'guide:ebextensions-optionsettings'],
    needsPlatform: true,
    yieldsTo: ['config/look-alike-character', 'settings/invalid-value'],
  },
  needs: anySetting,
  *check(project) {
    for (const setting of settings(project).effectiveSettings()) {
      const scalar = misreadScalar(setting, platform(project));
      if (!scalar) continue;
      const { place: at, written, text } = scalar;
      const name = setting.option.value;
      const isSecret = isSecretName(name);
      yield {
        at,
        message: isSecret
          ? `${name} has an unquoted value, which YAML reads as ${kindOf(written)}`
          : `${name} is ${written}, which YAML reads as "${text}" (${kindOf(written)})`,
        help: isSecret ? 'Put the value in quotes.' : `Put the value in quotes: \`"${written}"\`.`,
        fix: {
          title: 'Put the value in quotes',
          safety: 'unsafe',
          // Without the text between the quotes, which may be a secret.
          edits: [at.span.start, at.span.end].map((offset) => ({
            file: at.file,
            span: { start: offset, end: offset },
            text: '"',
          })),
        },
      };
    }
  },
};

/** How YAML 1.1 reads the forms that look like something else; the first that fits applies. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^[a-z]+$/i, 'a boolean'],
  [/:/, 'a base-60 number'],
  [/^[-+]?0x/, 'a hexadecimal number'],
  [/^[-+]?0b/, 'a binary number'],
  [/^[-+]?0[0-7_]+$/, 'an octal number'],
];

const kindOf = (written: string): string => KINDS.find(([form]) => form.test(written))?.[1] ?? 'a number';

type Scalar = ReturnType<typeof scalarsOfSetting>[number];

/**
 * The first unquoted text in a setting's value that YAML 1.1 takes for something else, so that the option gets another
 * text. Undefined where the option means the same by both, as a number that has underscores, or by `yes` for `true`.
 */
export function misreadScalar(setting: Setting, platform?: Platform): Scalar | undefined {
  const option = findOption(setting.namespace.value, setting.option.value);
  const isPythonic = platform?.language === 'python' && option?.namespace.name === ENVIRONMENT_PROPERTIES;
  return (
    option &&
    scalarsOfSetting(setting).find(
      (scalar) =>
        isMisread(scalar, option) ||
        (isPythonic && PYTHON_BOOLEAN.test(scalar.written) && scalar.type === 'boolean'),
    )
  );
}

function isMisread({ type, written, text }: Scalar, option: OptionInfo): boolean {
  // A date keeps its text: what becomes of it, Elastic Beanstalk's documents do not say.
  if (type === 'null' || text === written) return false;
  if (type === 'boolean') return YES_OR_NO.test(written) && !isSwitch(option);
  if (NUMERIC.has(option.type)) return Number(written.replaceAll('_', '')) !== Number(text);
  return type === 'integer' || LOSES_DIGITS.test(written);
}

/** Programs in Python compare a text with these: `os.environ["DEBUG"] == "True"`. */
const PYTHON_BOOLEAN = /^(?:True|False)$/;

/** Elsewhere, `true` and `false` in any case mean what they seem to. */
const YES_OR_NO = /^(?:yes|no|on|off)$/i;

/** Whether an option is on or off, in whatever words. */
const isSwitch = ({ type, values = [] }: OptionInfo): boolean =>
  type === 'boolean' || values.some((value) => YES_OR_NO.test(value));

const NUMERIC: ReadonlySet<OptionInfo['type']> = new Set(['integer', 'number'] as const);

/** Whichever way a number is written out again, these are gone: `1.10`, `1_0.5`, `01.5`, `+1.5`, `12e4`. */
const LOSES_DIGITS = /\.\d+0$|_|^[-+]?0\d|^\+|e/i;
