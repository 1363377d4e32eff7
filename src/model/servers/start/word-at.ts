import type { Word } from '../../../parse/shell/word.js';
import { wordOf } from '../../../parse/shell/word.js';
import type { Place, Value } from '../../../source/index.js';

/** A value as a word of its own: each of its characters is where the whole value is. */
export function wordAt({ text, place, kind }: Pick<Value, 'text' | 'place' | 'kind'>): Word {
  const { file, span } = place;
  const offsets = Array.from({ length: text.length }, (_, index) => offsetIn(span, index, text.length));
  const expansions = kind === 'dynamic' ? [{ start: 0, end: text.length }] : [];
  return wordOf({ file, text, offsets: [...offsets, span.end] }, expansions);
}

const offsetIn = ({ start, end }: Place['span'], index: number, length: number): number =>
  index + 1 === length ? Math.max(start, end - 1) : start;
