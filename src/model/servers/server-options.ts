import type { OptionRole, ServerProgram } from '../../knowledge/servers.js';
import type { Word } from '../../parse/shell/word.js';
import { firstIndexInWord, sliceWord } from '../../parse/shell/word.js';

/** One option of a command line; without a value where the role has none or the text ends. */
export interface ServerOption {
  readonly role: OptionRole;
  readonly value: Word | undefined;
}

/** The arguments of a server program, taken apart the way it does. */
export interface ServerOptions {
  readonly options: readonly ServerOption[];
  readonly positionals: readonly Word[];
  /** Something is there that may say anything: an unknown option, a variable in the place of one. */
  readonly isOpen: boolean;
}

interface Reading {
  readonly program: ServerProgram;
  readonly args: readonly Word[];
  at: number;
  readonly options: ServerOption[];
  readonly positionals: Word[];
  isOpen: boolean;
}

/** Reads the arguments of a program by its table. Never throws. */
export function readServerOptions(program: ServerProgram, args: readonly Word[]): ServerOptions {
  const reading: Reading = { program, args, at: 0, options: [], positionals: [], isOpen: false };
  for (let word = args[reading.at]; word; word = args[reading.at]) {
    reading.at++;
    if (word.text === '--') {
      reading.positionals.push(...args.slice(reading.at, reading.at + 1));
      break;
    }
    if (word.expansions[0]?.start === 0) openWord(reading, word);
    else if (!isFlag(word)) reading.positionals.push(word);
    else if (word.text.startsWith('--') || !program.syntax.clusters) readLong(reading, word);
    else readCluster(reading, word);
  }
  return reading;
}

/** The value of the last option of a role, which is the one that counts; undefined where there is none. */
export const lastOption = (options: readonly ServerOption[], role: OptionRole): ServerOption | undefined =>
  options.findLast((option) => option.role === role);

const isFlag = ({ text }: Word): boolean => /^-./.test(text);

/** A negative number may be a value, any other flag is none. */
const mayBeValue = (word: Word): boolean => !isFlag(word) || /^-\d/.test(word.text);

/** `$OPTIONS`: none, one or many words, options among them. */
function openWord(reading: Reading, word: Word): void {
  reading.isOpen = true;
  reading.positionals.push(word);
}

function readLong(reading: Reading, word: Word): void {
  const equals = firstIndexInWord(word, '=');
  const name = equals === -1 ? word.text : word.text.slice(0, equals);
  const role = roleOf(reading.program, name);
  const attached = equals === -1 ? undefined : sliceWord(word, equals + 1);
  if (role === undefined) reading.isOpen = true;
  else reading.options.push({ role, value: attached ?? nextValue(reading, role) });
}

const ALONE: ReadonlySet<OptionRole> = new Set(['switch']);
const TAKES_NEXT: ReadonlySet<OptionRole> = new Set(['value', 'jar', 'config']);

function nextValue(reading: Reading, role: OptionRole): Word | undefined {
  const { syntax } = reading.program;
  if (ALONE.has(role) || (syntax.needsEquals && !TAKES_NEXT.has(role))) return undefined;
  const next = reading.args[reading.at];
  if (!next || !mayBeValue(next)) return undefined;
  reading.at++;
  return next;
}

function readCluster(reading: Reading, word: Word): void {
  for (let at = 1; at < word.text.length; at++) {
    const role = roleOf(reading.program, `-${word.text[at]}`);
    if (role === undefined) {
      reading.isOpen = true;
      return;
    }
    if (!ALONE.has(role)) {
      const start = reading.program.syntax.shortEquals && word.text[at + 1] === '=' ? at + 2 : at + 1;
      const isAttached = at + 1 < word.text.length;
      reading.options.push({ role, value: isAttached ? sliceWord(word, start) : nextValue(reading, role) });
      return;
    }
  }
}

/** The role of an option by its name, or by a unique beginning of it where the program takes that. */
function roleOf({ options, syntax }: ServerProgram, name: string): OptionRole | undefined {
  const entries = Object.entries(options) as [OptionRole, readonly string[]][];
  const exact = entries.find(([, names]) => names.includes(name));
  if (exact) return exact[0];
  if (!syntax.abbreviates || !name.startsWith('--')) return undefined;
  const begun = entries.flatMap(([role, names]) =>
    names.filter((full) => full.startsWith(name)).map(() => role),
  );
  return begun.length === 1 ? begun[0] : undefined;
}
