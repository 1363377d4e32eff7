import { mappedText, textInPlaceOf, type Word, wordOf } from '../../parse/shell/word.js';
import type { Value } from '../../source/index.js';

/**
 * A value as a word of its own. Where it is written as it is, perhaps in quotes, each of its characters has its own
 * place; elsewhere each is where the whole value is.
 */
export function wordAt(value: Value | Word): Word {
  if ('offsets' in value) return value;
  const { text, place, kind } = value;
  const { file, span } = place;
  const written = file.text.slice(span.start, span.end).indexOf(text);
  const isAsWritten = text !== '' && (written === 0 || written === 1);
  const start = span.start + written;
  const mapped = isAsWritten ? mappedText(file, start, start + text.length) : textInPlaceOf(file, span, text);
  return wordOf(mapped, kind === 'dynamic' ? [{ start: 0, end: text.length }] : []);
}
