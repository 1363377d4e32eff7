import type { OptionInfo } from '../catalogue/find-option.js';
import { nearest } from '../nearest.js';
import { limitsOf } from './limits-of.js';
import type { ValueContext } from './value-context.js';

/** A value that was probably meant by one that an option does not take. */
export interface SuggestedValue {
  readonly value: string;
  /** Only case or blanks differ. */
  readonly isRespelling: boolean;
}

/** Words for true and false that are none in a configuration option, at least in quotes. */
const BOOLEAN_WORDS: ReadonlyMap<string, string> = new Map([
  ...['1', 'enable', 'enabled', 'on', 'y', 'yes'].map((word) => [word, 'true'] as const),
  ...['0', 'disable', 'disabled', 'n', 'no', 'off'].map((word) => [word, 'false'] as const),
]);

/** The value that was probably meant; undefined where several are as near, and for numbers. */
export function suggestedValue(
  option: OptionInfo,
  text: string,
  context: ValueContext,
): SuggestedValue | undefined {
  const { type, values = [] } = limitsOf(option, context);
  const value = type === 'boolean' ? booleanMeantBy(text) : wordMeantBy(text, values);
  return value === undefined ? undefined : { value, isRespelling: keyOf(value) === keyOf(text) };
}

const booleanMeantBy = (text: string): string | undefined =>
  BOOLEAN_WORDS.get(text.trim().toLowerCase()) ?? wordMeantBy(text, ['true', 'false']);

/** Short words such as gp2 and gp3 are near to each other without one being meant for the other. */
function wordMeantBy(text: string, values: readonly string[]): string | undefined {
  const respelled = values.find((value) => keyOf(value) === keyOf(text));
  if (respelled !== undefined) return respelled;
  return text.length < 4 || /^[\d.]*$/.test(text) ? undefined : nearest(text, values);
}

const keyOf = (text: string): string => text.replace(/\s+/g, '').toLowerCase();
