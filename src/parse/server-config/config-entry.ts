import type { Place, SourceFile } from '../../source/index.js';
import { mappedText, textInPlaceOf, type Word, wordOf } from '../shell/word.js';

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
  /** Other files that run as a part of it, as it names them. */
  readonly modules?: readonly string[];
}

/** What reads an environment variable, as a shell would write it: `${PORT:-5000}` in place of `ENV.fetch("PORT", 5000)`. */
export function variableInPlaceOf({ file, span }: Place, name: string, fallback: string | undefined): Word {
  const text = fallback === undefined ? `\${${name}}` : `\${${name}:-${fallback}}`;
  return wordOf(textInPlaceOf(file, span, text), [{ start: 0, end: text.length }]);
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
