import type { ShellProblem } from '../shell-problem.js';
import type { ShellToken } from '../shell-scanner.js';
import { CommandReader } from './command-reader.js';
import { CompoundReader } from './compound-reader.js';
import { type End, endOf, isOpener, reservedText } from './reserved-words.js';
import type { AndOr, List, Part, Pipeline, Redirection } from './syntax.js';
import { TokenCursor } from './token-cursor.js';

/** Compound commands in each other; deeper ones are read as if they were flat. */
const MAX_COMPOUND_DEPTH = 64;

/** The syntax of a script. */
export interface Syntax {
  readonly list: List;
  /** How many tokens the shell reads: it reads none after an `exit` or an `exec` that nothing decides about. */
  readonly length: number;
  /** Every redirection in order. */
  readonly redirections: readonly Redirection[];
  readonly problems: readonly ShellProblem[];
}

/** Reads tokens as the grammar of a shell has them. Never fails: what does not fit is a problem, and reading goes on. */
export function readSyntax(tokens: readonly ShellToken[]): Syntax {
  const cursor = new TokenCursor(tokens);
  const commands = new CommandReader(cursor);
  const list = new StatementReader(cursor, commands).script();
  return { list, length: cursor.at, redirections: commands.redirections, problems: cursor.problems };
}

/** Whether no shell reads what comes after a statement: `exit`, or `exec` with a program. */
function endsScript({ pipelines: [pipeline, ...others], isInBackground }: AndOr): boolean {
  const [part, ...piped] = pipeline?.parts ?? [];
  if (part?.kind !== 'command' || others.length + piped.length > 0 || isInBackground) return false;
  const [program, ...args] = part.command.words;
  return program?.text === 'exit' || (program?.text === 'exec' && args.length > 0);
}

/** Whether the word before a token is the name of a function. */
const endsName = (token: ShellToken): boolean => token.kind === 'group' && token.text === '(';

/** Reads statements: commands, simple or compound, joined by operators. */
class StatementReader {
  readonly #compounds: CompoundReader;
  #depth = 0;

  constructor(
    readonly cursor: TokenCursor,
    readonly commands: CommandReader,
  ) {
    this.#compounds = new CompoundReader(cursor, commands, {
      list: (ends) => this.list(ends),
      part: () => this.#part(),
    });
  }

  /** The statements of a whole script, up to one that ends it. */
  script(): List {
    return this.list([], endsScript);
  }

  /** The statements up to one of `ends`, which is left for the caller, or to the end of something around it. */
  list(ends: readonly End[], isLast?: (statement: AndOr) => boolean): List {
    const { cursor } = this;
    const statements: AndOr[] = [];
    cursor.await(ends);
    for (;;) {
      cursor.takeLineBreaks();
      const token = cursor.next;
      if (!token) break;
      const end = endOf(token);
      if (end && cursor.isAwaited(end)) break;
      const [before, known] = [cursor.at, cursor.problems.length];
      const statement = end ? undefined : this.#andOr();
      if (statement) statements.push(statement);
      if (statement && isLast?.(statement)) break;
      if (cursor.at === before) cursor.skipUnexpected(token);
      else if (!statement?.isInBackground) this.#endOfStatement(cursor.problems.length === known);
    }
    cursor.stopAwaiting(ends);
    return statements;
  }

  /** A statement ends with a line break, a `;`, or what ends the list. Where it has a problem already, anything may follow. */
  #endOfStatement(isRight: boolean): void {
    const { cursor } = this;
    if (cursor.takeEndOfStatement() || !isRight) return;
    const { next } = cursor;
    if (next && !endOf(next)) cursor.reportUnexpected(next);
  }

  #andOr(): AndOr | undefined {
    const { cursor } = this;
    const first = this.#pipeline();
    if (!first) return undefined;
    const pipelines = [first];
    const operators: ('&&' | '||')[] = [];
    for (;;) {
      const operator = cursor.takeSeparator('&&', '||');
      if (operator !== '&&' && operator !== '||') break;
      const next = this.#behindOperator(() => this.#pipeline());
      if (!next) break;
      operators.push(operator);
      pipelines.push(next);
    }
    return { pipelines, operators, isInBackground: cursor.takeSeparator('&') !== undefined };
  }

  #pipeline(): Pipeline | undefined {
    const { cursor } = this;
    let isNegated = false;
    for (;;) {
      if (cursor.takeReserved('!')) isNegated = !isNegated;
      else if (!this.#takeTime()) break;
    }
    const first = this.#part();
    if (!first) return undefined;
    const parts = [first];
    while (cursor.takeSeparator('|')) {
      if (cursor.next && cursor.isReserved('!')) cursor.reportUnexpected(cursor.next);
      const next = this.#behindOperator(() => this.#part());
      if (!next) break;
      parts.push(next);
    }
    return { isNegated, parts };
  }

  /** What an operator joins may begin on another line; its absence is a problem. */
  #behindOperator<T>(read: () => T | undefined): T | undefined {
    const { cursor } = this;
    const operator = cursor.previous;
    cursor.skipLineBreaks();
    const result = cursor.next && endOf(cursor.next) ? undefined : read();
    if (result === undefined && operator?.kind === 'separator')
      cursor.report('unexpected', operator.text, operator.place);
    return result;
  }

  /** `time` before a compound command; before any other it is read as a program. */
  #takeTime(): boolean {
    const { cursor } = this;
    if (!cursor.isReserved('time')) return false;
    const ahead = cursor.ahead(4);
    const isPosix = ahead[1] !== undefined && reservedText(ahead[1]) === '-p';
    const [opener, behind] = ahead.slice(isPosix ? 2 : 1);
    if (!opener || !(isOpener(opener) || (behind && endsName(behind)))) return false;
    cursor.skip(isPosix ? 2 : 1);
    return true;
  }

  #part(): Part | undefined {
    if (this.#depth >= MAX_COMPOUND_DEPTH) return this.#flatPart();
    this.#depth++;
    const part = this.#compounds.compound() ?? this.#command();
    this.#depth--;
    return part;
  }

  #flatPart(): Part | undefined {
    while (this.cursor.next && isOpener(this.cursor.next)) this.cursor.skip();
    return this.#command();
  }

  #command(): Part | undefined {
    const command = this.commands.command();
    return command && { kind: 'command', command };
  }
}
