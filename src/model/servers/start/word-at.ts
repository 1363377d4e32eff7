import type { Word } from '../../../parse/shell/word.js';
import { wordOf } from '../../../parse/shell/word.js';
import type { Place, Value } from '../../../source/index.js';

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
  const offsets = Array.from({ length: text.length }, (_, index) =>
    isAsWritten ? span.start + written + index : offsetIn(span, index, text.length),
  );
  const expansions = kind === 'dynamic' ? [{ start: 0, end: text.length }] : [];
  return wordOf({ file, text, offsets: [...offsets, span.end] }, expansions);
}

const offsetIn = ({ start, end }: Place['span'], index: number, length: number): number =>
  index + 1 === length ? Math.max(start, end - 1) : start;
