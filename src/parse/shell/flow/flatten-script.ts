import { MAX_GUARDS } from '../../../util/limits.js';
import type { Guard, ScriptCommand } from '../script-command.js';
import type { AndOr, List, Part, Pipeline, PlainCommand } from '../syntax/syntax.js';
import {
  type Context,
  contextOf,
  guarded,
  inBackground,
  inCondition,
  inFunction,
  inPipe,
  inSubshell,
  setOptions,
} from './context.js';

/** The simple commands of a script in order of the text, each with what decides about it. */
export function flattenScript(list: List, text: string): readonly ScriptCommand[] {
  const flattener = new ScriptFlattener();
  flattener.list(list, contextOf(text));
  return flattener.commands;
}

/** Goes through the syntax of a script, and knows where it is. */
class ScriptFlattener {
  readonly commands: ScriptCommand[] = [];
  /** How many statements and shells have a number. */
  #ids = 0;

  list(list: List, context: Context): void {
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
      const subshell = inSubshell(context, counts, this.#ids++);
      this.#part(part, { ...inPipe(subshell, index > 0, !isLast), isExempt });
    });
  }

  #part(part: Part, context: Context): void {
    switch (part.kind) {
      case 'command':
        return this.#command(part.command, context);
      case 'group':
        return this.list(
          part.body,
          part.isSubshell ? inSubshell(context, context.isFatal, this.#ids++) : context,
        );
      case 'function':
        return this.list(part.body, inFunction(context, part.name, this.#ids++));
      case 'coprocess':
        return this.#part(part.body, inBackground(context, this.#ids++));
      case 'if':
        return this.#if(part, context);
      case 'while':
        return this.#while(part, context);
      case 'for':
        return this.list(part.body, guarded(context, [{ kind: 'loop', words: part.words }], false));
      case 'case': {
        const statement = this.#ids++;
        const { words, arms } = part;
        arms.forEach(({ body }, arm) => {
          const inArm = guarded(context, [{ kind: 'case', words, arms, arm }], context.isFatal);
          this.list(body, { ...inArm, branches: [...context.branches, { statement, arm }] });
        });
      }
    }
  }

  #if({ clauses, otherwise }: Extract<Part, { kind: 'if' }>, context: Context): void {
    const statement = this.#ids++;
    let before: readonly Guard[] = [];
    clauses.forEach(({ condition, body }, arm) => {
      this.list(condition, inCondition(guarded(context, before, false)));
      const inArm = guarded(context, [...before, askedIn(condition, true)], context.isFatal);
      this.list(body, { ...inArm, branches: [...context.branches, { statement, arm }] });
      before = [...before, askedIn(condition, false)].slice(-MAX_GUARDS);
    });
    if (otherwise)
      this.list(otherwise, {
        ...guarded(context, before, context.isFatal),
        branches: [...context.branches, { statement, arm: clauses.length }],
      });
  }

  #while({ condition, isUntil, body }: Extract<Part, { kind: 'while' }>, context: Context): void {
    this.list(condition, inCondition(context));
    this.list(body, guarded(context, [{ ...testOf(condition, !isUntil), kind: 'loop' }], false));
  }

  #command(command: PlainCommand, context: Context): void {
    const { shell, isFatal, guards, branches, isInBackground, pipe, functionName } = context;
    const subshells = shell.path;
    this.commands.push({
      ...command,
      ...{ isFailureFatal: isFatal, guards, branches, isInBackground, pipe, functionName, subshells },
    });
    if (guards.length === 0) setOptions(shell, command);
  }
}

/** Whether a statement ends the text with the status of the command before it: `exit`, `exit $?`. */
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

/** The words of a statement that is one simple command. */
function onlyWords({ pipelines, isInBackground }: AndOr): readonly string[] | undefined {
  const [only] = pipelines;
  const [part] = only?.parts ?? [];
  if (pipelines.length > 1 || isInBackground || only?.parts.length !== 1 || part?.kind !== 'command')
    return undefined;
  return part.command.words.map(({ text }) => text);
}

/** The guard that the condition of an `if` is. */
const askedIn = (condition: List, expected: boolean): Guard => ({
  ...testOf(condition, expected),
  isAsked: true,
});

/** The guard that a list of commands in the place of a test is, as in `if`. */
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

/** What must come about before each part of `a && b || c`: of the last one only that one of the two failed. */
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
