import { editDistance, nearest } from '../../util/nearest.js';
import type { OptionInfo } from '../find-option.js';
import { FORMS } from '../forms.js';

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

/**
 * The instance type that an item of an option was probably intended to be: of a size that does not exist, but is one slip
 * from one that does, such as `t3.mirco`. Families are not checked, because new ones appear.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function misspelledInstanceType({ form }: OptionInfo, text: string): string | undefined {
  const dot = text.indexOf('.');
  if (form !== FORMS['INSTANCE_TYPE'] || dot === -1 || !form?.pattern.test(text)) return undefined;
  const [family, size] = [text.slice(0, dot), text.slice(dot + 1)];
  if (SIZE.test(size)) return undefined;
  const count = /^\d*/.exec(size)?.[0] ?? '';
  const near = nearest(size.slice(count.length), count === '' ? SIZES : ['xlarge'], 1);
  return near === undefined ? undefined : `${family}.${count}${near}`;
}

const SIZES: readonly string[] = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', 'metal'];

const SIZE = /^(?:nano|micro|small|medium|large|\d*xlarge|metal(?:-\d+xl)?)$/;
