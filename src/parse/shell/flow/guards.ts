import type { Guard } from '../script-command.js';
import type { List, Pipeline } from '../syntax/syntax.js';
import { MAX_GUARDS } from '../../../knowledge/limits.js';

/** The guard that the condition of an `if` is. */
export const askedIn = (condition: List, expected: boolean): Guard => ({
  ...testOf(condition, expected),
  isAsked: true,
});

/** The guard that a list of commands in the place of a test is, as in `if`. */
export function testOf(condition: List, expected: boolean): Guard {
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

/** What must come about in front of each part of `a && b || c`: of the last one only that one of the two failed. */
export class Chain {
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
