import { placeOfMapped, sliceMapped, type MappedText } from './word.js';
import type { Place, Span } from '../../source/index.js';

/** Where a part of a word or of a command's text is; the span counts in its text. */
export const placeIn = (mapped: MappedText, { start, end }: Span): Place =>
  placeOfMapped(sliceMapped(mapped, start, end));
