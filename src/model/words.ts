import { placeOfMapped, sliceMapped, type MappedText, type Word } from '../parse/word.js';
import type { Place, Span } from '../source/index.js';

export type { MappedText, Word };

/** Where a part of a word or of a command's text stands; the span counts in its text. */
export const placeIn = (mapped: MappedText, { start, end }: Span): Place =>
  placeOfMapped(sliceMapped(mapped, start, end));
