import type { Place, SourceFile, Value, ValueKind } from '../source/index.js';
import { placeOf } from '../source/index.js';

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
export interface Word extends Value, MappedText {}

/** The mapped text of a stretch of a file as it stands. */
export function mappedText(file: SourceFile, start: number, end: number): MappedText {
  return {
    file,
    text: file.text.slice(start, end),
    offsets: Array.from({ length: end - start + 1 }, (_, index) => start + index),
  };
}

/** The part `[start, end)` of a mapped text (offsets in its own text). */
export function sliceMapped({ file, text, offsets }: MappedText, start: number, end = text.length): MappedText {
  return { file, text: text.slice(start, end), offsets: offsets.slice(start, end + 1) };
}

/** Where a mapped text stands in its file. */
export function placeOfMapped({ file, text, offsets }: MappedText): Place {
  const first = offsets[0]!;
  const last = text.length === 0 ? first : offsets[text.length - 1]! + 1;
  return placeOf(file, first, last);
}

/** A mapped text as a word of a kind. */
export function wordOf(mapped: MappedText, kind: ValueKind): Word {
  return { ...mapped, kind, place: placeOfMapped(mapped) };
}
