import type { SourceFile } from '../../source/index.js';
import { MAX_CALL_ARGUMENTS, MAX_LISTEN_CALLS } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import type { Word } from '../shell/word.js';
import { type ConfigEntry, wordIn } from './config-entry.js';

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
    text: file.text.replace(commentOrText, (part) => (isComment(part) ? spacesFor(part) : part)),
    code: file.text.replace(commentOrText, spacesFor),
  }));

const spacesFor = (part: string): string => part.replace(/[^\n]/g, ' ');

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

/** An argument of a call, without its keyword. */
export interface Argument {
  readonly keyword: string | undefined;
  readonly start: number;
  readonly end: number;
}

const CLOSING = new Map([
  ['[', ']'],
  ['{', '}'],
]);

const KEYWORD = /^(\w+)\s*=(?!=)\s*/;
/** A text without its end is one as well: it would be searched again from each of its quotes. */
const PART = /'(?:[^'\\\n]|\\[^])*'?|"(?:[^"\\\n]|\\[^])*"?|[()[\]{},]/g;

/**
 * The arguments after an opening parenthesis, or the items after another bracket; undefined where some are not written one by one,
 * or the end is missing.
 */
export function argumentsAt(
  { text }: Pick<ProgramSource, 'text'>,
  open: number,
): readonly Argument[] | undefined {
  const args: Argument[] = [];
  const closing = CLOSING.get(text[open - 1] ?? '') ?? ')';
  let [depth, from] = [0, open];
  PART.lastIndex = open;
  for (let part = PART.exec(text); part; part = PART.exec(text)) {
    const [sign] = part;
    if (depth === 0 && ',)]}'.includes(sign)) {
      if (sign !== ',' && sign !== closing) return undefined;
      const argument = argumentIn(text, from, part.index);
      if (argument === 'several') return undefined;
      if (argument && args.push(argument) > MAX_CALL_ARGUMENTS) return undefined;
      if (sign !== ',') return args;
      from = part.index + 1;
    } else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
  }
  return undefined;
}

function argumentIn(text: string, from: number, to: number): Argument | 'several' | undefined {
  const whole = text.slice(from, to);
  const trimmed = whole.trim();
  if (trimmed === '') return undefined;
  if (trimmed.startsWith('*')) return 'several';
  const start = from + whole.length - whole.trimStart().length;
  const [before = '', keyword] = KEYWORD.exec(trimmed) ?? [];
  return { keyword, start: start + before.length, end: start + trimmed.length };
}
