import { editDistance } from '../../util/nearest.js';
import type { OptionInfo } from '../find-option.js';

/** Shorter words are near each other by chance. */
const MIN_LENGTH = 4;

/**
 * The known value that a text of an option was probably intended to be, where the option may also take values that are
 * not listed: one slip, or a longer or shorter form, such as `postgresql` for `postgres`. Digits distinguish values.
 */
export function misspelledValue(
  { open, values, alsoAccepted = [] }: OptionInfo,
  text: string,
): string | undefined {
  const name = text.trim().toLowerCase();
  if (!open || !values || name.length < MIN_LENGTH) return undefined;
  const known = [...values, ...alsoAccepted];
  if (known.some((value) => value.toLowerCase() === name)) return undefined;
  const near = known.filter((value) => isMisspelled(name, value.toLowerCase()));
  return near.length === 1 ? near[0] : undefined;
}

function isMisspelled(name: string, value: string): boolean {
  if (digitsOf(name) !== digitsOf(value) || value.length < MIN_LENGTH) return false;
  return name.startsWith(value) || value.startsWith(name) || editDistance(name, value) === 1;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
