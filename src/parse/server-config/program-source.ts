import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { Word } from '../shell/word.js';
import { wordIn, type ConfigEntry } from './config-entry.js';
import { MAX_LISTEN_CALLS } from '../../knowledge/limits.js';

/** The source of a program, with spaces in the place of its comments: each offset is that in the file. */
export interface ProgramSource {
  readonly file: SourceFile;
  readonly text: string;
  /** The same with spaces in the place of its texts, too: what is in them is not run. */
  readonly code: string;
}

/**
 * Reads sources of a language, each once.
 * @param commentOrText matches its comments, and its texts, in which nothing is a comment
 * @param isComment tells the two apart
 */
export const sourceReader = (
  commentOrText: RegExp,
  isComment = (part: string): boolean => part.startsWith('/'),
): ((file: SourceFile) => ProgramSource) =>
  oncePer((file) => ({
    file,
    text: file.text.replace(commentOrText, (part) => (isComment(part) ? blank(part) : part)),
    code: file.text.replace(commentOrText, blank),
  }));

const blank = (part: string): string => part.replace(/[^\n]/g, ' ');

/** The calls that open a port. */
export interface ListenCalls {
  readonly calls: readonly RegExpExecArray[];
  /** An option for the address of each; undefined where the text does not tell. */
  readonly entries: readonly ConfigEntry[];
  /** Whether there are more calls, or an address that is not known. */
  readonly isOpen: boolean;
}

/**
 * @param opensPort matches a call up to its address
 * @param addressAt reads the address at an offset
 */
export function listenCalls(
  source: ProgramSource,
  opensPort: RegExp,
  addressAt: (source: ProgramSource, at: number) => Word | undefined,
): ListenCalls {
  const { file, text, code } = source;
  const calls = [...text.matchAll(opensPort)].filter(({ index }) => code[index] === text[index]);
  const entries = calls.slice(0, MAX_LISTEN_CALLS).map((call): ConfigEntry => {
    const at = call.index + call[0].length;
    return { flag: { ...wordIn(file, call.index, at), text: '--listen' }, value: addressAt(source, at) };
  });
  return {
    calls,
    entries,
    isOpen: calls.length > MAX_LISTEN_CALLS || entries.some(({ value }) => value === undefined),
  };
}
