import { mappedText, wordOf, type Word } from '../shell/word.js';
import type { SourceFile } from '../../source/index.js';

/** One option that a configuration file sets. */
export interface ConfigEntry {
  /** The option as the command line has it: `--bind`. */
  readonly flag: Word;
  readonly value: Word | undefined;
}

/** What a configuration file says about where a server listens; `isOpen` where it may say more than is known. */
export interface ServerConfig {
  readonly entries: readonly ConfigEntry[];
  readonly isOpen: boolean;
}

/** A text in place of a stretch of a file: each of its characters is where the whole stretch is. */
export function textInPlaceOf(file: SourceFile, start: number, end: number, text: string): Word {
  const offsets = Array.from({ length: text.length }, (_, index) =>
    index + 1 === text.length ? Math.max(start, end - 1) : start,
  );
  const expansions = text.startsWith('$') ? [{ start: 0, end: text.length }] : [];
  return wordOf({ file, text, offsets: [...offsets, end] }, expansions);
}

export const wordIn = (file: SourceFile, start: number, end: number): Word =>
  wordOf(mappedText(file, start, end));

/** Words one after another as one. */
export function joinWords(words: readonly Word[]): Word | undefined {
  const [first] = words;
  if (!first || words.length === 1) return first;
  let length = 0;
  const expansions = words.flatMap((word) => {
    const at = length;
    length += word.text.length;
    return word.expansions.map(({ start, end }) => ({ start: at + start, end: at + end }));
  });
  const offsets = [
    ...words.flatMap((word) => word.offsets.slice(0, -1)),
    ...(words.at(-1)?.offsets.slice(-1) ?? []),
  ];
  return wordOf({ file: first.file, text: words.map(({ text }) => text).join(''), offsets }, expansions);
}
