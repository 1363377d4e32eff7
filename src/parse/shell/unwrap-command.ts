import { lookUp } from '../../util/collections.js';
import { MAX_SHELL_DEPTH } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import type { ScriptCommand } from './script.js';
import { parseScript } from './script.js';
import type { Separator } from './shell-scanner.js';
import type { Assignment } from './simple-command.js';
import { assignmentOf } from './simple-command.js';
import { lastIndexInWord, sliceWord, type Word } from './word.js';
import type { Wrapper } from './wrappers.js';
import { wrapperOf } from './wrappers.js';

/** Flags and names of users before the flag that a command follows. */
const MAX_WORDS_BEFORE_FLAG = 8;

/** The variables that are set before a program, and where to look for others. */
export interface VariableScope {
  readonly assignments: readonly Assignment[];
  /** Whether nothing from outside is seen (`env -i`). */
  readonly isClosed: boolean;
  /** The scope of the `sh -c '…'` around the program. */
  readonly outer: VariableScope | undefined;
}

/** A program that finally runs, after `exec`, `env`, `poetry run`, `python -m`, `sh -c '…'` and their like. */
export interface Invocation {
  /** The word that names it, without its folder: `daphne` of `./venv/bin/daphne`. Undefined where only variables are set. */
  readonly program: Word | undefined;
  /** Every word that names a program on the way to it, itself included, with its folder. */
  readonly programs: readonly Word[];
  readonly args: readonly Word[];
  readonly scope: VariableScope;
  readonly separatorBefore: Separator | undefined;
  /** The command of the text, and those of the scripts of `sh -c` in it down to this program. */
  readonly commands: readonly ScriptCommand[];
}

/** What is known while the wrappers of one command come off. */
interface Unwrapping {
  readonly words: Word[];
  at: number;
  readonly programs: Word[];
  assignments: Assignment[];
  isClosed: boolean;
  readonly outer: VariableScope | undefined;
  readonly commands: readonly ScriptCommand[];
}

export const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh']);

/** Whether a program takes the commands of a file into the shell that it runs in. */
export const readsIn = (program: string): boolean => program === '.' || program === 'source';
const SHELL_FLAGS = /^-[A-Za-z]+$/;
const SHELL_VALUE_FLAGS = new Set(['-o', '+o', '-O', '+O', '--rcfile', '--init-file']);
/** The programs that a command finally runs: one, or those of the script of an `sh -c`. */
export const unwrapCommand = oncePer((command: ScriptCommand): readonly Invocation[] =>
  unwrapIn([command], undefined),
);

/** The programs that all commands of a text finally run. */
export const invocationsOf = oncePer(
  ({ commands }: { readonly commands: readonly ScriptCommand[] }): readonly Invocation[] =>
    commands.flatMap(unwrapCommand),
);

function unwrapIn(
  commands: readonly ScriptCommand[],
  outer: VariableScope | undefined,
): readonly Invocation[] {
  const command = commands.at(-1);
  if (!command) return [];
  const state: Unwrapping = {
    words: [...command.words],
    at: 0,
    programs: [],
    assignments: [...command.assignments],
    isClosed: false,
    outer,
    commands,
  };
  for (;;) {
    const word = state.words[state.at];
    if (!word) return [invocation(state, undefined)];
    state.programs.push(word);
    const program = baseName(word);
    if (SHELLS.has(program.text) || runsScript(state, program)) return shell(state, program);
    const wrapper = wrapperOf(program.text);
    if (!wrapper || !unwrap(state, wrapper)) return [invocation(state, program)];
  }
}

/** A word without the folders before its last part. */
const baseName = (word: Word): Word => sliceWord(word, lastIndexInWord(word, '/') + 1);

const scopeOf = ({ assignments, isClosed, outer }: Unwrapping): VariableScope => ({
  assignments,
  isClosed,
  outer,
});

const invocation = (state: Unwrapping, program: Word | undefined): Invocation => ({
  program,
  programs: state.programs,
  args: state.words.slice(state.at + 1),
  scope: scopeOf(state),
  separatorBefore: state.commands.findLast(({ separatorBefore }) => separatorBefore)?.separatorBefore,
  commands: state.commands,
});

/** The programs of a shell's script; the shell itself where it runs a file or reads its input. */
function shell(state: Unwrapping, program: Word): readonly Invocation[] {
  const script = shellScript(state, program.text);
  if (!script || state.commands.length > MAX_SHELL_DEPTH) return [invocation(state, program)];
  const scope = scopeOf(state);
  return parseScript(script).commands.flatMap((command) => unwrapIn([...state.commands, command], scope));
}

/** Programs that take the command line of another as the value of a flag. */
const SCRIPT_FLAGS: Readonly<Record<string, readonly string[]>> = {
  env: ['-S', '--split-string'],
  runuser: ['-c', '--command'],
  su: ['-c', '--command'],
};

function scriptFlagIndex({ words, at }: Unwrapping, program: string): number {
  const flags = lookUp(SCRIPT_FLAGS, program);
  const ahead = flags ? words.slice(at + 1, at + 1 + MAX_WORDS_BEFORE_FLAG) : [];
  const index = ahead.findIndex(({ text }) => flags?.includes(text));
  return index === -1 ? -1 : at + 1 + index;
}

const runsScript = (state: Unwrapping, { text }: Word): boolean => scriptFlagIndex(state, text) !== -1;

function shellScript(state: Unwrapping, program: string): Word | undefined {
  const flag = scriptFlagIndex(state, program);
  if (flag !== -1) return state.words[flag + 1];
  const { words, at } = state;
  let isScript = false;
  for (let index = at + 1; index < words.length; index++) {
    const { text } = words[index]!;
    if (SHELL_VALUE_FLAGS.has(text)) index++;
    else if (!/^[-+]/.test(text)) return isScript ? words[index] : undefined;
    else isScript ||= SHELL_FLAGS.test(text) && text.includes('c');
  }
  return undefined;
}

/** Moves on to the program that a wrapper runs; false where the wrapper runs none. */
function unwrap(state: Unwrapping, wrapper: Wrapper): boolean {
  const start = state.at;
  let operands = wrapper.operands ?? 0;
  let subcommand = wrapper.subcommand;
  for (let at = start + 1; at < state.words.length; at++) {
    const word = state.words[at]!;
    if (word.text === '--') continue;
    if (/^[-+]/.test(word.text)) {
      const taken = readFlag(wrapper, word);
      if (taken === 'otherwise') return false;
      if (taken === 'clears') close(state);
      else if (taken === 'value') at++;
      else if (taken !== 'none') return enterModule(state, at, taken);
    } else if (subcommand !== undefined) {
      if (word.text !== subcommand) return false;
      subcommand = undefined;
    } else if (operands > 0) operands--;
    else if (!wrapper.takesAssignments || !addAssignment(state, word)) {
      state.at = at;
      return true;
    }
  }
  return false;
}

function close(state: Unwrapping): void {
  state.isClosed = true;
  state.assignments = [];
}

/** What a flag of a wrapper does to the words after it; a word is the module that is attached to it (`-mdaphne`). */
function readFlag(wrapper: Wrapper, word: Word): Word | FlagEffect {
  const { text } = word;
  if (wrapper.clearingFlags?.includes(text)) return 'clears';
  if (wrapper.otherwise?.includes(text)) return 'otherwise';
  if (wrapper.moduleFlags?.includes(text)) return 'module';
  if (wrapper.valueFlags?.includes(text)) return 'value';
  if (wrapper.everyFlagTakesValue) return text.includes('=') ? 'none' : 'value';
  return wrapper.moduleFlags ? readCluster(word) : 'none';
}

type FlagEffect = 'none' | 'value' | 'module' | 'clears' | 'otherwise';

const MODULE_CLUSTER = /^-[BEIOPRSbdiqsuvx]*m/;

/** Python's `-um daphne`, `-mdaphne`. */
function readCluster(word: Word): Word | FlagEffect {
  const length = MODULE_CLUSTER.exec(word.text)?.[0].length;
  if (length === undefined) return 'none';
  return length === word.text.length ? 'module' : sliceWord(word, length);
}

/** The module becomes the program: the next word, or the one attached to the flag at `at`; false where none follows. */
function enterModule(state: Unwrapping, at: number, module: Word | 'module'): boolean {
  const isNext = module === 'module';
  if (isNext && at + 1 >= state.words.length) return false;
  // An attached one takes the place of its flag: no copy for each of a chain of modules.
  if (!isNext) state.words[at] = module;
  state.at = isNext ? at + 1 : at;
  return true;
}

function addAssignment(state: Unwrapping, word: Word): boolean {
  const assignment = assignmentOf(word);
  if (assignment) state.assignments.push(assignment);
  return assignment !== undefined;
}
