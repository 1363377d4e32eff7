import type { Span } from '../../source/index.js';
import { MAX_EXPANDED_CHARACTERS } from '../../util/limits.js';
import { type Word, wordOf } from './word.js';

/** What replaces a variable in a word; undefined where the text does not tell, or the shell might split it. */
export type ReadVariable = (name: string, fallback: string | undefined) => string | undefined;

/** A variable, with what replaces it where it is not set. */
export const REFERENCE = /^\$(?:(\w+)|\{(\w+)(?::?-([^${}`\\'"]*))?\})$/;
/** What the shell splits or replaces again where the reference is not quoted. */
const SPLITS = /[ \t\n*?[\]]|^$/;

/**
 * A word in which each reference to a known variable has become its value; other expansions stay. `isWhole`: where the
 * shell does not split it, as in an assignment or a `case`. A word that becomes too long stays as it is.
 */
export function expandWord(word: Word, read: ReadVariable, isWhole = false): Word {
  if (word.expansions.length === 0) return word;
  const expansions: Span[] = [];
  const offsets: number[] = [];
  let text = '';
  let at = 0;
  const keep = (end: number): void => {
    text += word.text.slice(at, end);
    for (; at < end; at++) offsets.push(word.offsets[at] ?? 0);
  };
  for (const { start, end } of word.expansions) {
    keep(start);
    const value = valueOf(word.text.slice(start, end), read, isWhole);
    if (value === undefined) {
      const from = text.length;
      keep(end);
      expansions.push({ start: from, end: text.length });
      continue;
    }
    if (text.length + value.length > MAX_EXPANDED_CHARACTERS) return word;
    text += value;
    // All of a value is where its reference begins; its last character where the reference ends.
    for (let index = 1; index < value.length; index++) offsets.push(word.offsets[start] ?? 0);
    if (value !== '') offsets.push(word.offsets[end - 1] ?? 0);
    at = end;
  }
  keep(word.text.length);
  const { [word.text.length]: last } = word.offsets;
  if (last !== undefined) offsets.push(last);
  return wordOf({ file: word.file, text, offsets }, expansions);
}

function valueOf(reference: string, read: ReadVariable, isWhole: boolean): string | undefined {
  const match = REFERENCE.exec(reference);
  const name = match?.[1] ?? match?.[2];
  if (name === undefined) return undefined;
  const value = read(name, match?.[3]);
  return value === undefined || (!isWhole && SPLITS.test(value)) ? undefined : value;
}
