import type { Located } from '../../source/index.js';
import type { Separator } from './shell-scanner.js';
import { shellTokens } from './shell-tokens.js';
import type { MappedText, Word } from './word.js';
import { placeOfMapped, sliceMapped, sliceWord } from './word.js';

/** A variable set in front of a command: `PORT=5000 gunicorn app`. */
export interface Assignment {
  readonly name: Located<string>;
  readonly value: Word;
}

/** One command of a shell text, without its redirections. Either list may be empty, never both. */
export interface SimpleCommand {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  /** What stands between the command and the one before it; absent for the first. */
  readonly separatorBefore?: Separator;
}

const ASSIGNMENT = /^[A-Za-z_]\w*=/;
/** Words that stand in front of a command, or close a compound one, without being a command. */
const RESERVED = new Set([
  'if',
  'then',
  'elif',
  'else',
  'fi',
  'while',
  'until',
  'do',
  'done',
  'esac',
  '!',
  '{',
  '}',
]);

/** The simple commands of a POSIX shell command text, in order, those in groups and compound commands included. Never throws. */
export function parseCommandLine(source: MappedText): SimpleCommand[] {
  const commands = new CommandList();
  for (const token of shellTokens(source)) {
    if (token.kind === 'word') commands.word(token.word, token.bare);
    else if (token.kind === 'separator') commands.separate(token.text);
    else if (token.kind === 'group') commands.group();
    else commands.redirect();
  }
  return commands.finish();
}

/** A word that sets a variable, taken apart; undefined for any other word. */
export function assignmentOf(word: Word, bare = word.text.length): Assignment | undefined {
  const length = ASSIGNMENT.exec(word.text)?.[0].length;
  if (length === undefined || length > bare) return undefined;
  const name = sliceMapped(word, 0, length - 1);
  return { name: { value: name.text, place: placeOfMapped(name) }, value: sliceWord(word, length) };
}

class CommandList {
  readonly #commands: SimpleCommand[] = [];
  #words: Word[] = [];
  #assignments: Assignment[] = [];
  #separatorBefore: Separator | undefined;
  #targetFollows = false;

  word(word: Word, bare: number): void {
    if (this.#targetFollows) {
      this.#targetFollows = false;
      return;
    }
    if (this.#words.length > 0) {
      this.#words.push(word);
      return;
    }
    if (bare === word.text.length && RESERVED.has(word.text)) return;
    const assignment = assignmentOf(word, bare);
    if (assignment) this.#assignments.push(assignment);
    else this.#words.push(word);
  }

  redirect(): void {
    this.#targetFollows = true;
  }

  separate(separator: Separator): void {
    this.#end();
    this.#separatorBefore = this.#commands.length > 0 ? separator : undefined;
  }

  group(): void {
    if (this.#end()) this.#separatorBefore = ';';
  }

  finish(): SimpleCommand[] {
    this.#end();
    return this.#commands;
  }

  #end(): boolean {
    this.#targetFollows = false;
    if (this.#words.length === 0 && this.#assignments.length === 0) return false;
    this.#commands.push({
      words: this.#words,
      assignments: this.#assignments,
      ...(this.#separatorBefore === undefined ? {} : { separatorBefore: this.#separatorBefore }),
    });
    this.#words = [];
    this.#assignments = [];
    return true;
  }
}
