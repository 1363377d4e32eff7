import type { Invocation, VariableScope } from '../../parse/shell/unwrap-command.js';
import { assignmentOf } from '../../parse/shell/simple-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Value } from '../../source/index.js';

/** A variable as a program sees it: its value, not set, or not to be told from the text. */
export type Variable = Value | 'unset' | 'unknown';

/** Where processes start; https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html */
const ROOT = '/var/app/current';

/** What the commands in front of a program did to its environment and its working directory. */
export class ShellState {
  readonly #variables = new Map<string, Variable>();
  #isKnown = true;
  #directory: string | undefined = '';

  constructor(readonly environmentProperty: (name: string) => Value | undefined) {}

  /** Takes in a command that changes the shell; any other leaves it as it is. */
  run({ program, args, scope }: Invocation): void {
    if (!program) {
      // Set, but in the environment only if it was there before.
      for (const { name } of scope.assignments) this.#variables.set(name.value, 'unknown');
    } else changes.get(program.text)?.(this, args);
  }

  variable(name: string, scope: VariableScope): Variable {
    for (let at: VariableScope | undefined = scope; at; at = at.outer) {
      const found = at.assignments.findLast((assignment) => assignment.name.value === name);
      if (found) return found.value;
      if (at.isClosed) return 'unset';
    }
    if (!this.#isKnown) return 'unknown';
    return this.#variables.get(name) ?? this.environmentProperty(name) ?? 'unset';
  }

  /** A file's name below the project's root; undefined where the working directory is not known. */
  fileName(name: string): string | undefined {
    return this.#directory === undefined ? undefined : `${this.#directory}${name}`;
  }

  set(name: string, variable: Variable): void {
    this.#variables.set(name, variable);
  }

  forget(): void {
    this.#isKnown = false;
  }

  changeDirectory(to: Word | undefined): void {
    this.#directory = to?.kind === 'literal' ? resolve(this.#directory, to.text) : undefined;
  }
}

const forget = (state: ShellState): void => state.forget();

const changes = new Map<string, (state: ShellState, args: readonly Word[]) => void>([
  ['export', (state, args) => args.forEach((arg) => exportVariable(state, arg))],
  ['unset', (state, args) => args.forEach(({ text }) => state.set(text, 'unset'))],
  ['cd', (state, args) => state.changeDirectory(args[0])],
  ['pushd', (state, args) => state.changeDirectory(args[0])],
  ['source', forget],
  ['.', forget],
  ['eval', forget],
]);

function exportVariable(state: ShellState, arg: Word): void {
  const assignment = assignmentOf(arg);
  if (assignment) state.set(assignment.name.value, assignment.value);
  else if (arg.kind !== 'literal') state.forget();
}

/** A directory below the root as a prefix for file names; undefined for one that is not there. */
function resolve(from: string | undefined, to: string): string | undefined {
  const isAbsolute = to.startsWith('/');
  if (isAbsolute && to !== ROOT && !to.startsWith(`${ROOT}/`)) return undefined;
  const base = isAbsolute ? '' : from;
  if (base === undefined || /^[~-]/.test(to)) return undefined;
  const parts = base.split('/').filter((part) => part !== '');
  for (const part of (isAbsolute ? to.slice(ROOT.length) : to).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.map((part) => `${part}/`).join('');
}
