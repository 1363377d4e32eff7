import type { Guard, ScriptCommand } from '../script-command.js';
import type { AndOr, List, Part, Pipeline, PlainCommand } from '../syntax/syntax.js';
import {
  contextOf,
  guarded,
  inBackground,
  inCondition,
  inFunction,
  inPipe,
  inSubshell,
  setOptions,
  type Context,
} from './context.js';
import { endsText, isBareExit } from './exits.js';
import { askedIn, Chain, testOf } from './guards.js';
import { MAX_GUARDS } from '../../../knowledge/limits.js';

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
