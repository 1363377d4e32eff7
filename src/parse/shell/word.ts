import { isPlaceholder } from '../../knowledge/placeholders/placeholders.js';
import {
  type Place,
  placeOf,
  type SourceFile,
  type Span,
  type Value,
  type ValueKind,
} from '../../source/index.js';

/**
 * A text as a program sees it, where each character knows its offset in the file: quotes and escapes are gone, places stay right.
 * `offsets[i]` is the UTF-16 offset of `text[i]`; `offsets[text.length]` is where the text ends.
 */
export interface MappedText {
  readonly file: SourceFile;
  readonly text: string;
  readonly offsets: readonly number[];
}

/** One word of a shell command, after quote removal. */
export interface Word extends Value, MappedText {
  readonly file: SourceFile;
  /** What the shell replaces: variables, substitutions, file name patterns; offsets in `text`, in order. */
  readonly expansions: readonly Span[];
}

/** The mapped text of a stretch of a file as it is, of all of it if none is named. */
export function mappedText(file: SourceFile, start = 0, end = file.text.length): MappedText {
  return {
    file,
    text: file.text.slice(start, end),
    offsets: Array.from({ length: end - start + 1 }, (_, index) => start + index),
  };
}

/** A text in place of a stretch of a file: each of its characters is where the whole stretch is. */
export function textInPlaceOf(file: SourceFile, { start, end }: Span, text: string): MappedText {
  const offsets = Array.from({ length: text.length }, (_, index) =>
    index + 1 === text.length ? Math.max(start, end - 1) : start,
  );
  return { file, text, offsets: [...offsets, end] };
}

/** The part `[start, end)` of a mapped text (offsets in its own text). */
export function sliceMapped(
  { file, text, offsets }: MappedText,
  start: number,
  end = text.length,
): MappedText {
  return { file, text: text.slice(start, end), offsets: offsets.slice(start, end + 1) };
}

/** Where a mapped text is in its file. */
export function placeOfMapped({ file, text, offsets }: MappedText): Place {
  const [first = file.text.length] = offsets;
  const last = text.length === 0 ? undefined : offsets[text.length - 1];
  return placeOf(file, first, last === undefined ? first : last + 1);
}

/** A mapped text as a word; its kind follows from what the shell replaces in it. */
export function wordOf(mapped: MappedText, expansions: readonly Span[] = []): Word {
  return { ...mapped, kind: kindOf(mapped.text, expansions), place: placeOfMapped(mapped), expansions };
}

/** The index of the first of some spans in order that is far enough; their number where none is. A word may have thousands. */
function firstWhere(spans: readonly Span[], isFarEnough: (span: Span) => boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isFarEnough(spans[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The part `[start, end)` of a word as a word of its own: `5000` of `$HOST:5000` is a literal. */
export function sliceWord(word: Word, start: number, end = word.text.length): Word {
  if (start === 0 && end === word.text.length) return word;
  const expansions = word.expansions
    .slice(
      firstWhere(word.expansions, (span) => span.end > start),
      firstWhere(word.expansions, (span) => span.start >= end),
    )
    .map((span) => ({ start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start }));
  return wordOf(sliceMapped(word, start, end), expansions);
}

/** The first place (offset in `text`) of a character outside of what the shell replaces; -1 if there is none. */
export function firstIndexInWord({ text, expansions }: Word, character: string): number {
  let at = text.indexOf(character);
  for (const span of expansions) {
    if (at < span.start) break;
    if (at < span.end) at = text.indexOf(character, span.end);
  }
  return at;
}

/** The last place (offset in `text`) of a character outside of what the shell replaces; -1 if there is none. */
export function lastIndexInWord({ text, expansions }: Word, character: string): number {
  let at = text.lastIndexOf(character);
  for (const span of expansions.toReversed()) {
    if (at >= span.end) break;
    if (at >= span.start) at = span.start === 0 ? -1 : text.lastIndexOf(character, span.start - 1);
  }
  return at;
}

function kindOf(text: string, expansions: readonly Span[]): ValueKind {
  if (expansions.length > 0) return 'dynamic';
  return isPlaceholder(text) ? 'placeholder' : 'literal';
}

/** Whether a word is `((…))`, which is a command of its own. */
export const isCalculation = ({ text, expansions: [first] }: Word): boolean =>
  first?.start === 0 && text.startsWith('((');

/** Where a part of a word or of a command's text is; the span counts in its text. */
export const placeIn = (mapped: MappedText, { start, end }: Span): Place =>
  placeOfMapped(sliceMapped(mapped, start, end));

/** Text in quotes of a shell, and comments after them. */
const QUOTED = /\\.|'[^']*'|"(?:[^"\\]|\\[\s\S])*"/g;

/** A shell text with spaces in place of what is in quotes or escaped, so that offsets stay. */
export const outsideQuotes = (text: string): string =>
  text.replace(QUOTED, (quoted) => ' '.repeat(quoted.length));

/** The word after a flag that is a word of its own. */
export const wordAfter = <W extends { readonly text: string }>(
  words: readonly W[],
  flag: string,
): W | undefined => words[words.findIndex(({ text }) => text === flag) + 1 || words.length];
