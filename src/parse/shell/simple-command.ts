import type { Located } from '../../source/index.js';
import type { Separator } from './shell-scanner.js';
import { placeOfMapped, sliceMapped, sliceWord, type Word } from './word.js';

/** A variable set before a command: `PORT=5000 gunicorn app`. */
export interface Assignment {
  readonly name: Located<string>;
  readonly value: Word;
}

/** One command of a shell text, without its redirections. Either list may be empty, never both. */
export interface SimpleCommand {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  /** What is between the command and the one before it; absent for the first. */
  readonly separatorBefore?: Separator;
}

const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** A word that sets a variable, taken apart; undefined for any other word. */
export function assignmentOf(word: Word, bare = word.text.length): Assignment | undefined {
  const length = ASSIGNMENT.exec(word.text)?.[0].length;
  if (length === undefined || length > bare) return undefined;
  const name = sliceMapped(word, 0, length - 1);
  return { name: { value: name.text, place: placeOfMapped(name) }, value: sliceWord(word, length) };
}
