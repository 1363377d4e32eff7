import { trim } from '../util/text.js';
import type { Place } from './place.js';

export { piecesIn } from './place.js';
export type { Located, Place, Span } from './place.js';
export type { Position } from './source-file.js';
export { nameOf, placeOf, positionsOf, startOfFile, textAt } from './place.js';
export type { Related, Replacement } from './place.js';
export { SourceFile } from './source-file.js';

/**
 * What a text says, as far as the text itself shows it.
 * - `literal`: known as it is
 * - `placeholder`: a placeholder such as `<your_app>`, or a text in typographic quotes; one rule mentions it, all others treat
 *   it as unknown
 * - `dynamic`: known only to the deployment (a function, a variable) or to a template engine that runs before it
 */
export type ValueKind = 'literal' | 'placeholder' | 'dynamic';

export interface Value {
  readonly kind: ValueKind;
  readonly text: string;
  readonly place: Place;
}

/** The text of a literal; undefined for one that the text itself does not show, and for no value. */
export const literalText = (value: Value | undefined): string | undefined =>
  value?.kind === 'literal' ? value.text : undefined;

/** The same without white space around it, as Java's `trim` has it. */
export const trimmedText = (value: Value | undefined): string | undefined => {
  const text = literalText(value);
  return text === undefined ? undefined : trim(text);
};

/** A literal that is a whole decimal number, as a number. */
export const literalNumber = (value: Value | undefined): number | undefined => {
  const text = trimmedText(value);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
};

/** A literal `true` or `false` in any case, as a boolean. */
export const literalBoolean = (value: Value | undefined): boolean | undefined => {
  const text = trimmedText(value)?.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
};

/** Something with a value: a setting, or the entry of a key. */
interface Holder {
  readonly value: { readonly kind: string; readonly text?: string };
}

/** Whether something is set to `true` for sure, in any case, with quotes or without. */
export const isTrue = (holder: Holder | undefined): boolean => wordOf(holder) === 'true';

/** The opposite: what is missing or unknown is neither. */
export const isFalse = (holder: Holder | undefined): boolean => wordOf(holder) === 'false';

const wordOf = (holder: Holder | undefined): string => trim(holder?.value.text ?? '').toLowerCase();
