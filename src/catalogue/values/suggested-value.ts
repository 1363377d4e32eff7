import { nearest } from '../../util/nearest.js';
import { isCaseVariant } from '../../util/text.js';
import type { OptionInfo } from '../find-option.js';
import { limitsOf, type ValueContext } from './limits-of.js';

/** A value to suggest instead of one that an option does not accept. */
export interface SuggestedValue {
  readonly value: string;
  /** Only case or spaces differ. */
  readonly isCaseVariant: boolean;
}

/** Words for true and false that an option does not accept, at least in quotes. */
const BOOLEAN_WORDS: ReadonlyMap<string, string> = new Map([
  ...['1', 'enable', 'enabled', 'on', 'y', 'yes'].map((word) => [word, 'true'] as const),
  ...['0', 'disable', 'disabled', 'n', 'no', 'off'].map((word) => [word, 'false'] as const),
]);

/** The nearest value that the option accepts; undefined where none is near, and for numbers. */
export function suggestedValue(
  option: OptionInfo,
  text: string,
  context: ValueContext,
): SuggestedValue | undefined {
  const { type, values = [] } = limitsOf(option, context);
  const value = type === 'boolean' ? suggestedBoolean(text) : suggestedWord(text, values);
  return value === undefined ? undefined : { value, isCaseVariant: isCaseVariant(value, text) };
}

const suggestedBoolean = (text: string): string | undefined =>
  BOOLEAN_WORDS.get(text.trim().toLowerCase()) ?? suggestedWord(text, ['true', 'false']);

/** Short words such as gp2 and gp3 are near each other, but neither is a typing error for the other. */
function suggestedWord(text: string, values: readonly string[]): string | undefined {
  const variant = values.find((value) => isCaseVariant(value, text));
  if (variant !== undefined) return variant;
  return text.length < 4 || /^[\d.]*$/.test(text) ? undefined : nearest(text, values);
}
