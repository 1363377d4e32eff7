import { ENVIRONMENT_PROPERTIES } from '../../../model/settings/environment-properties.js';
import type { Platform } from '../../../model/platform/platform.js';
import { findOption, type OptionInfo } from '../../../catalogue/find-option.js';
import { scalarsOfSetting } from '../../../parse/config-file/option-settings.js';
import type { Setting } from '../../../model/settings/settings.js';

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
