import { expandWord } from '../../parse/shell/expand-word.js';
import { type Assignment, assignmentOf } from '../../parse/shell/simple-command.js';
import type { Invocation, VariableScope } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Value } from '../../source/index.js';
import { literalText } from '../../source/index.js';
import { positional, type Positionals, positionalsOf, UNKNOWN_POSITIONALS } from './positionals.js';
import { WorkingDirectory } from './working-directory.js';

/** A variable as a program sees it: its value, not set, or not known from the text. */
export type Variable = Value | 'unset' | 'unknown';

/** What the commands before a program did to its environment and its working directory. */
export class ShellState {
  /** As the shell itself sees them. */
  #variables = new Map<string, Variable>();
  #exported = new Set<string>();
  #isKnown = true;
  #exportsAll = false;
  /** Where its commands run. */
  directory = new WorkingDirectory();
  positionals = UNKNOWN_POSITIONALS;

  constructor(readonly environmentProperty: (name: string) => Value | undefined) {}

  /** A shell of its own that begins in the state of this one. */
  fork(): ShellState {
    const state = new ShellState(this.environmentProperty);
    state.#variables = new Map(this.#variables);
    state.#exported = new Set(this.#exported);
    state.#isKnown = this.#isKnown;
    state.#exportsAll = this.#exportsAll;
    state.directory = this.directory.fork();
    state.positionals = this.positionals;
    return state;
  }

  /** The shell of a script that a command starts: with what is written before its name and after it. */
  forScript({ scope }: Invocation, args: readonly Word[] | undefined): ShellState {
    const state = this.fork();
    const around: (readonly Assignment[])[] = [];
    for (let at: VariableScope | undefined = scope; at; at = at.outer) {
      if (at.isClosed) state.forget();
      around.unshift(at.assignments);
    }
    for (const { name, value } of around.flat()) {
      state.set(name.value, this.expand(value, scope));
      state.export(name.value);
    }
    state.positionals = args ? this.#positionalsOf(args, scope) : UNKNOWN_POSITIONALS;
    return state;
  }

  /** Does something with the arguments of a function in the place of the script's own. */
  withArguments({ args, scope }: Invocation, run: () => void): void {
    const before = this.positionals;
    this.positionals = this.#positionalsOf(args, scope);
    run();
    this.positionals = before;
  }

  #positionalsOf(args: readonly Word[], scope: VariableScope): Positionals {
    return positionalsOf(args.map((arg) => this.expand(arg, scope)));
  }

  /** The value of a word in a condition; undefined where the text does not show it. */
  textOf(word: Word): string | undefined {
    const { kind, text } = this.#whole(word);
    return kind === 'dynamic' ? undefined : text;
  }

  /** A word that the shell does not split, with its own arguments and what it knows in their places. */
  #whole(word: Word): Word {
    return expandWord(
      word,
      (name, fallback) => {
        if (/^\d+$/.test(name)) return this.#positional(name, fallback);
        const variable = this.#shellVariable(name, undefined);
        return typeof variable === 'string' ? undefined : literalText(variable);
      },
      true,
    );
  }

  #positional(name: string, fallback: string | undefined): string | undefined {
    const given = positional(name, this.positionals);
    return given === '' ? (fallback ?? '') : given;
  }

  /** `set -- a b`: undefined words are what the shell might split. */
  setPositionals(args: readonly Word[]): void {
    this.positionals = this.#positionalsOf(args, TOP);
  }

  /** Takes in a command that changes the shell; any other leaves it as it is. What may not run makes its change unknown. */
  run({ program, args, scope }: Invocation, isConditional: boolean): void {
    if (program) changes.get(program.text)?.(this, args, isConditional);
    else for (const assignment of scope.assignments) this.assign(assignment, isConditional);
  }

  /** A variable in the environment of a program. */
  variable(name: string, scope: VariableScope): Variable {
    const found = this.#inScope(name, scope);
    if (found) return found;
    if (!this.#isKnown) return 'unknown';
    const own = this.#variables.get(name);
    if (own === undefined) return this.environmentProperty(name) ?? 'unset';
    // Set, but in the environment only if it was there before.
    return this.#exported.has(name) || own === 'unset' || this.environmentProperty(name) ? own : 'unknown';
  }

  /** A word as a program gets it: with the variables that the shell knows in their places. */
  expand(word: Word, scope: VariableScope, takesFallbacks = false): Word {
    return expandWord(word, (name, fallback) => {
      if (/^\d+$/.test(name)) return this.#positional(name, fallback);
      const variable = this.#shellVariable(name, scope.outer);
      if (variable === 'unknown') return takesFallbacks ? fallback : undefined;
      if (variable === 'unset') return takesFallbacks ? fallback : undefined;
      return literalText(variable);
    });
  }

  #shellVariable(name: string, scope: VariableScope | undefined): Variable {
    const found = scope && this.#inScope(name, scope);
    if (found) return found;
    if (!this.#isKnown) return 'unknown';
    return this.#variables.get(name) ?? this.environmentProperty(name) ?? 'unset';
  }

  #inScope(name: string, scope: VariableScope): Variable | undefined {
    for (let at: VariableScope | undefined = scope; at; at = at.outer) {
      const found = at.assignments.findLast((assignment) => assignment.name.value === name);
      if (found) return this.expand(found.value, at);
      if (at.isClosed) return 'unset';
    }
    return undefined;
  }

  assign({ name, value }: Assignment, isConditional: boolean): void {
    const expanded = this.#whole(value);
    this.set(name.value, isConditional ? 'unknown' : expanded);
    if (this.#exportsAll) this.export(name.value);
  }

  set(name: string, variable: Variable): void {
    this.#variables.set(name, variable);
  }

  export(name: string): void {
    this.#exported.add(name);
  }

  exportAll(): void {
    this.#exportsAll = true;
  }

  forget(): void {
    this.#isKnown = false;
  }
}

const TOP: VariableScope = { assignments: [], isClosed: false, outer: undefined };

type Change = (state: ShellState, args: readonly Word[], isConditional: boolean) => void;

const forget: Change = (state) => state.forget();
function forgetPositionals(state: ShellState): void {
  state.positionals = UNKNOWN_POSITIONALS;
}

const changeDirectory: Change = (state, args, isConditional) => {
  const to = args.find(({ text }) => text !== '--');
  state.directory.change(isConditional ? undefined : to && state.expand(to, TOP));
};

/** `pushd` or `popd`. With a flag, such as `-n` or `+1`, and where it may not run, its effect is not known. */
const followDirectories =
  (change: (state: ShellState, to: Word | undefined) => void): Change =>
  (state, args, isConditional) => {
    const [to] = args.filter(({ text }) => text !== '--');
    if (isConditional || (to && /^[-+]/.test(to.text))) state.directory.forget();
    else change(state, to);
  };

const changes = new Map<string, Change>([
  ['export', (state, args, isConditional) => declare(state, args, isConditional, true)],
  ...['declare', 'typeset', 'local', 'readonly'].map((name): [string, Change] => [
    name,
    (state, args, isConditional) => declare(state, args, isConditional, args.some(isExportFlag)),
  ]),
  [
    'unset',
    (state, args, isConditional) =>
      args.forEach(({ text }) => state.set(text, isConditional ? 'unknown' : 'unset')),
  ],
  [
    'set',
    (state, args, isConditional) => {
      if (args.some(exportsAll)) state.exportAll();
      const end = args.findIndex(({ text }) => text === '--');
      if (end !== -1 && !isConditional) state.setPositionals(args.slice(end + 1));
      else if (args.some(({ text }) => !/^[-+]\w/.test(text))) forgetPositionals(state);
    },
  ],
  ['shift', forgetPositionals],
  ['cd', changeDirectory],
  ['pushd', followDirectories((state, to) => state.directory.push(to && state.expand(to, TOP)))],
  ['popd', followDirectories((state) => state.directory.pop())],
  ['read', (state, args) => args.forEach(({ text }) => state.set(text, 'unknown'))],
  ['source', forget],
  ['.', forget],
  ['eval', forget],
]);

/** `declare -x`. */
const isExportFlag = ({ text }: Word): boolean => /^-[A-Za-z]*x/.test(text);

/** `set -a`, `set -o allexport`. */
const exportsAll = ({ text }: Word): boolean => /^-[A-Za-z]*a/.test(text) || text === 'allexport';

function declare(state: ShellState, args: readonly Word[], isConditional: boolean, exports: boolean): void {
  for (const arg of args) {
    if (/^[-+]/.test(arg.text)) continue;
    const assignment = assignmentOf(arg);
    if (assignment) state.assign(assignment, isConditional);
    else if (arg.kind !== 'literal') state.forget();
    if (exports) state.export(assignment?.name.value ?? arg.text);
  }
}
