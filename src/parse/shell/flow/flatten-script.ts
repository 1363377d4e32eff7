import type { Branch, Guard, ScriptCommand } from '../script-command.js';
import type { SimpleCommand } from '../simple-command.js';
import type { AndOr, List, Part, Pipeline, PlainCommand } from '../syntax/syntax.js';

/** What a shell of its own knows: changes end with it. */
interface Shell {
  readonly path: readonly number[];
  errexit: boolean;
  pipefail: boolean;
  /** Whether its failure is the failure of the text. */
  readonly isFatal: boolean;
}

/** Where a list is. */
interface Context {
  readonly shell: Shell;
  /** The failure of the list is the failure of the text. */
  readonly isFatal: boolean;
  /** `set -e` does not look here: in a condition, in front of `&&`, after `!`. */
  readonly isExempt: boolean;
  readonly guards: readonly Guard[];
  readonly branches: readonly Branch[];
  readonly isInBackground: boolean;
  readonly pipe: ScriptCommand['pipe'];
  readonly functionName: string | undefined;
}

const SHEBANG = /^#![^\n]*sh[ \t]+-(\w+)/;

/** Goes through the syntax of a script and lists its commands with what decides about them. */
export class ScriptFlattener {
  readonly commands: ScriptCommand[] = [];
  readonly #shell: Shell;
  #ids = 0;

  constructor(text: string) {
    const flags = SHEBANG.exec(text)?.[1] ?? '';
    this.#shell = { path: [], errexit: flags.includes('e'), pipefail: false, isFatal: true };
  }

  script(list: List): void {
    this.#list(list, {
      shell: this.#shell,
      isFatal: true,
      isExempt: false,
      guards: [],
      branches: [],
      isInBackground: false,
      pipe: undefined,
      functionName: undefined,
    });
  }

  #list(list: List, context: Context): void {
    list.forEach((andOr, index) => {
      const next = list[index + 1];
      const isLast = next === undefined;
      const isFatal =
        (context.isFatal && isLast) || (context.shell.isFatal && next !== undefined && isBareExit(next));
      if (andOr.isInBackground) this.#andOr(andOr, inBackground(context, this.#ids++));
      else this.#andOr(andOr, { ...context, isFatal });
    });
  }

  #andOr({ pipelines, operators }: AndOr, context: Context): void {
    const { shell, isExempt } = context;
    const lastOr = operators.lastIndexOf('||');
    const chain = new Chain(pipelines, operators);
    pipelines.forEach((pipeline, index) => {
      const isLast = index === operators.length;
      const next = operators[index] === '||' ? pipelines[index + 1] : undefined;
      const isFatal =
        (context.isFatal && index > lastOr) ||
        (isLast && shell.errexit && !isExempt && shell.isFatal) ||
        (next !== undefined && shell.isFatal && endsText(next));
      this.#pipeline(pipeline, {
        ...context,
        isFatal,
        isExempt: isExempt || !isLast,
        guards: [...context.guards, ...chain.guardsOf(index)],
      });
    });
  }

  #pipeline({ isNegated, parts }: Pipeline, context: Context): void {
    const { shell } = context;
    const isFatal = context.isFatal && !isNegated;
    const isExempt = context.isExempt || isNegated;
    const [first] = parts;
    if (first && parts.length === 1) return this.#part(first, { ...context, isFatal, isExempt });
    parts.forEach((part, index) => {
      const isLast = index === parts.length - 1;
      const counts = isFatal && (isLast || shell.pipefail);
      const pipe = pipeOf(context.pipe, index > 0, !isLast);
      this.#part(part, { ...inSubshell(context, counts, this.#ids++), isExempt, pipe });
    });
  }

  #part(part: Part, context: Context): void {
    switch (part.kind) {
      case 'command':
        return this.#command(part.command, context);
      case 'group':
        return this.#list(
          part.body,
          part.isSubshell ? inSubshell(context, context.isFatal, this.#ids++) : context,
        );
      case 'function':
        return this.#list(part.body, inFunction(context, part.name, this.#ids++));
      case 'coprocess':
        return this.#part(part.body, inBackground(context, this.#ids++));
      case 'if':
        return this.#if(part, context);
      case 'while':
        return this.#while(part, context);
      case 'for':
        return this.#list(part.body, guarded(context, [{ kind: 'loop', words: part.words }], false));
      case 'case': {
        const statement = this.#ids++;
        const { words, arms } = part;
        arms.forEach(({ body }, arm) => {
          const inArm = guarded(context, [{ kind: 'case', words, arms, arm }], context.isFatal);
          this.#list(body, { ...inArm, branches: [...context.branches, { statement, arm }] });
        });
      }
    }
  }

  #if({ clauses, otherwise }: Extract<Part, { kind: 'if' }>, context: Context): void {
    const statement = this.#ids++;
    let before: readonly Guard[] = [];
    clauses.forEach(({ condition, body }, arm) => {
      this.#list(condition, inCondition(guarded(context, before, false)));
      const inArm = guarded(context, [...before, testOf(condition, true)], context.isFatal);
      this.#list(body, { ...inArm, branches: [...context.branches, { statement, arm }] });
      before = [...before, testOf(condition, false)].slice(-MAX_GUARDS);
    });
    if (otherwise)
      this.#list(otherwise, {
        ...guarded(context, before, context.isFatal),
        branches: [...context.branches, { statement, arm: clauses.length }],
      });
  }

  #while({ condition, isUntil, body }: Extract<Part, { kind: 'while' }>, context: Context): void {
    this.#list(condition, inCondition(context));
    this.#list(body, guarded(context, [{ ...testOf(condition, !isUntil), kind: 'loop' }], false));
  }

  #command(command: PlainCommand, context: Context): void {
    const { shell, isFatal, guards, branches, isInBackground, pipe, functionName } = context;
    const subshells = shell.path;
    this.commands.push({
      ...command,
      ...{ isFailureFatal: isFatal, guards, branches, isInBackground, pipe, functionName, subshells },
    });
    if (guards.length === 0) setShell(shell, command);
  }
}

const inSubshell = (context: Context, isFatal: boolean, id: number): Context => ({
  ...context,
  isFatal,
  shell: { ...context.shell, isFatal, path: [...context.shell.path, id] },
});

const inBackground = (context: Context, id: number): Context => ({
  ...inSubshell(context, false, id),
  isInBackground: true,
});

/** Where it is called from is another matter: nothing is sure of its failure. */
const inFunction = (context: Context, functionName: string, id: number): Context => ({
  ...inSubshell(context, false, id),
  functionName,
});

const inCondition = (context: Context): Context => ({ ...context, isFatal: false, isExempt: true });

const guarded = (context: Context, guards: readonly Guard[], isFatal: boolean): Context => ({
  ...context,
  isFatal,
  guards: [...context.guards, ...guards],
});

/** The guard that a list of commands in the place of a test is. */
function testOf(condition: List, expected: boolean): Guard {
  const [only, ...others] = condition;
  const [pipeline, ...more] = only?.pipelines ?? [];
  if (!pipeline || others.length + more.length > 0) return { kind: 'test', expected };
  return guardOf(pipeline, expected);
}

/** The last command of a pipe decides. */
function guardOf({ isNegated, parts }: Pipeline, expected: boolean): Guard {
  const last = parts.at(-1);
  const before = parts.at(-2);
  const isSuccess = expected !== isNegated;
  return {
    kind: 'test',
    expected: isSuccess,
    ...(last?.kind === 'command' && { command: last.command }),
    ...(before?.kind === 'command' && { input: before.command }),
  };
}

/** Conditions of one kind in front of a command, as far as anybody writes them. */
const MAX_GUARDS = 8;

/** What must come about in front of each part of `a && b || c`: of the last one only that one of the two failed. */
class Chain {
  readonly #isUniformUpTo: number;

  constructor(
    readonly pipelines: readonly Pipeline[],
    readonly operators: readonly ('&&' | '||')[],
  ) {
    const change = operators.findIndex((operator) => operator !== operators[0]);
    this.#isUniformUpTo = Math.min(change === -1 ? operators.length : change, MAX_GUARDS);
  }

  guardsOf(index: number): readonly Guard[] {
    const operator = this.operators[index - 1];
    if (operator === undefined) return [];
    const expected = operator === '&&';
    if (index > this.#isUniformUpTo) return [{ kind: 'test', expected }];
    return this.pipelines.slice(0, index).map((pipeline) => guardOf(pipeline, expected));
  }
}

function pipeOf(around: ScriptCommand['pipe'], isIn: boolean, isOut: boolean): ScriptCommand['pipe'] {
  const hasIn = isIn || around === 'in' || around === 'both';
  const hasOut = isOut || around === 'out' || around === 'both';
  if (hasIn && hasOut) return 'both';
  if (hasIn) return 'in';
  return hasOut ? 'out' : undefined;
}

/** `exit` without a status of its own keeps that of the command before it. */
function isBareExit(andOr: AndOr): boolean {
  const words = onlyWords(andOr);
  return words?.[0] === 'exit' && (words.length === 1 || words[1] === '$?');
}

/** Whether a pipeline ends the text as a failure: `exit 1`, `{ echo; exit 1; }`. */
function endsText({ parts }: Pipeline): boolean {
  const [only] = parts;
  if (parts.length > 1 || !only) return false;
  if (only.kind === 'group' && !only.isSubshell) {
    const last = only.body.at(-1);
    return last !== undefined && isFailingExit(last);
  }
  return only.kind === 'command' && isFailingExitOf(only.command.words.map(({ text }) => text));
}

const isFailingExit = (andOr: AndOr): boolean => isFailingExitOf(onlyWords(andOr) ?? []);

const isFailingExitOf = ([program, status]: readonly string[]): boolean =>
  program === 'exit' && status !== undefined && /^0*[1-9]\d{0,2}$/.test(status);

function onlyWords({ pipelines, isInBackground }: AndOr): readonly string[] | undefined {
  const [only] = pipelines;
  const [part] = only?.parts ?? [];
  if (pipelines.length > 1 || isInBackground || only?.parts.length !== 1 || part?.kind !== 'command')
    return undefined;
  return part.command.words.map(({ text }) => text);
}

/** `set -e`, `set -euo pipefail`, `set +e`. */
function setShell(shell: Shell, { words }: SimpleCommand): void {
  if (words[0]?.text !== 'set') return;
  for (const [index, { text }] of words.entries()) {
    if (text === '--') return;
    const flags = /^([-+])(\w+)$/.exec(text);
    if (!flags) continue;
    const isOn = flags[1] === '-';
    const option = text.endsWith('o') ? words[index + 1]?.text : undefined;
    if (text.includes('e') || option === 'errexit') shell.errexit = isOn;
    if (option === 'pipefail') shell.pipefail = isOn;
  }
}
