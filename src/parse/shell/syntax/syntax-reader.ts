import type { ShellProblem } from '../shell-problem.js';
import type { Separator, ShellToken, WordToken } from '../shell-scanner.js';
import { assignmentOf, type Assignment } from '../simple-command.js';
import type { AndOr, Arm, Clause, List, Part, Pipeline, PlainCommand, Redirection } from './syntax.js';
import type { Word } from '../word.js';
import { placeOf, type Place } from '../../../source/index.js';

/** Compound commands within one another, as far as anybody writes them; deeper ones are read as if they were flat. */
const MAX_DEPTH = 64;

/** What ends a list of commands: a reserved word, a closing parenthesis, the `;;` of an arm. */
type End = 'then' | 'elif' | 'else' | 'fi' | 'do' | 'done' | 'esac' | '}' | ')' | ';;';

const ENDS: ReadonlySet<string> = new Set<End>(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);
const OPENERS: ReadonlySet<string> = new Set([
  ...['if', 'while', 'until', 'for', 'select', 'case', 'function', 'coproc', '{', '!', '[['],
]);

/** Reads tokens as the grammar of a shell has them. Never fails: what does not fit is a problem, and reading goes on. */
export class SyntaxReader {
  readonly problems: ShellProblem[] = [];
  readonly redirections: Redirection[] = [];
  #at = 0;
  #depth = 0;
  #separator: Separator | undefined;
  readonly #awaited = new Map<End, number>();

  constructor(readonly tokens: readonly ShellToken[]) {}

  read(): List {
    return this.#list([]);
  }

  /** The statements up to one of `ends`, which is left for the caller, or to the end of something around it. */
  #list(ends: readonly End[]): List {
    const statements: AndOr[] = [];
    this.#await(ends, 1);
    for (;;) {
      this.#skipSeparators();
      const token = this.tokens[this.#at];
      if (!token) break;
      const end = endOf(token);
      if (end && this.#awaited.get(end)) break;
      const before = this.#at;
      const statement = end ? undefined : this.#andOr();
      if (statement) statements.push(statement);
      if (this.#at === before) this.#skipUnexpected(token);
    }
    this.#await(ends, -1);
    return statements;
  }

  #await(ends: readonly End[], by: number): void {
    for (const end of ends) this.#awaited.set(end, (this.#awaited.get(end) ?? 0) + by);
  }

  #skipUnexpected(token: ShellToken): void {
    this.#at++;
    const text = token.kind === 'word' ? token.word.text : token.kind === 'redirection' ? '' : token.text;
    const place = token.kind === 'word' ? token.word.place : token.place;
    if (token.kind === 'separator') this.#separator = token.text;
    this.problems.push({ kind: 'unexpected', text, place });
  }

  #andOr(): AndOr | undefined {
    const first = this.#pipeline();
    if (!first) return undefined;
    const pipelines = [first];
    const operators: ('&&' | '||')[] = [];
    for (;;) {
      const operator = this.#takeSeparator('&&', '||');
      if (operator !== '&&' && operator !== '||') break;
      const next = this.#behindOperator(() => this.#pipeline());
      if (!next) break;
      operators.push(operator);
      pipelines.push(next);
    }
    return { pipelines, operators, isInBackground: this.#takeSeparator('&') !== undefined };
  }

  #pipeline(): Pipeline | undefined {
    let isNegated = false;
    for (;;) {
      if (this.#takeReserved('!')) isNegated = !isNegated;
      else if (!this.#takeTime()) break;
    }
    const first = this.#part();
    if (!first) return undefined;
    const parts = [first];
    while (this.#takeSeparator('|')) {
      const next = this.#behindOperator(() => this.#part());
      if (!next) break;
      parts.push(next);
    }
    return { isNegated, parts };
  }

  /** What an operator joins may begin on another line; its absence is a problem. */
  #behindOperator<T>(read: () => T | undefined): T | undefined {
    const operator = this.tokens[this.#at - 1];
    this.#skipLineBreaks();
    const token = this.tokens[this.#at];
    const result = token && endOf(token) ? undefined : read();
    if (result === undefined && operator?.kind === 'separator')
      this.problems.push({ kind: 'unexpected', text: operator.text, place: operator.place });
    return result;
  }

  /** `time` before a compound command; before any other it is read as a program. */
  #takeTime(): boolean {
    if (!this.#isReserved('time')) return false;
    const [, next, behind] = this.tokens.slice(this.#at, this.#at + 3);
    const isPosix = next !== undefined && reservedText(next) === '-p';
    const opener = isPosix ? behind : next;
    if (!opener || !isOpener(opener)) return false;
    this.#at += isPosix ? 2 : 1;
    return true;
  }

  #part(): Part | undefined {
    if (this.#depth >= MAX_DEPTH) return this.#flatPart();
    this.#depth++;
    const part = this.#compound() ?? this.#commandPart();
    this.#depth--;
    return part;
  }

  #flatPart(): Part | undefined {
    for (;;) {
      const token = this.tokens[this.#at];
      if (!token || !isOpener(token)) break;
      this.#at++;
    }
    return this.#commandPart();
  }

  #compound(): Part | undefined {
    const opener = this.tokens[this.#at];
    if (!opener) return undefined;
    if (opener.kind === 'group') return opener.text === '(' ? this.#group(opener, ')') : undefined;
    const reserved = reservedText(opener);
    if (reserved === undefined || !OPENERS.has(reserved)) return this.#functionAhead();
    switch (reserved) {
      case '{':
        return this.#group(opener, '}');
      case 'if':
        return this.#if(opener);
      case 'while':
      case 'until':
        return this.#while(opener, reserved === 'until');
      case 'for':
      case 'select':
        return this.#for(opener);
      case 'case':
        return this.#case(opener);
      case 'function':
        return this.#function();
      case 'coproc':
        return this.#coprocess();
      default:
        return undefined;
    }
  }

  #group(opener: ShellToken, end: '}' | ')'): Part {
    this.#at++;
    const body = this.#list([end]);
    this.#close(opener, end);
    return { kind: 'group', isSubshell: end === ')', body };
  }

  #if(opener: ShellToken): Part {
    const clauses: Clause[] = [];
    do {
      this.#at++;
      const condition = this.#list(['then', 'fi']);
      const body = this.#takeReserved('then') ? this.#list(['elif', 'else', 'fi']) : [];
      clauses.push({ condition, body });
    } while (this.#isReserved('elif'));
    const otherwise = this.#takeReserved('else') ? this.#list(['fi']) : undefined;
    this.#close(opener, 'fi');
    return { kind: 'if', clauses, otherwise };
  }

  #while(opener: ShellToken, isUntil: boolean): Part {
    this.#at++;
    const condition = this.#list(['do', 'done']);
    const body = this.#takeReserved('do') ? this.#list(['done']) : [];
    this.#close(opener, 'done');
    return { kind: 'while', condition, isUntil, body };
  }

  #for(opener: ShellToken): Part {
    this.#at++;
    const words = this.#words(1);
    this.#skipLineBreaks();
    if (this.#isReserved('in')) words.push(...this.#words());
    this.#skipSeparators();
    const end = this.#takeReserved('{') ? '}' : 'done';
    const hasBody = end === '}' || this.#takeReserved('do');
    const body = hasBody ? this.#list([end]) : [];
    this.#close(opener, end);
    return { kind: 'for', words, body };
  }

  #case(opener: ShellToken): Part {
    this.#at++;
    const words = this.#words(1);
    this.#skipLineBreaks();
    this.#takeReserved('in');
    const arms: Arm[] = [];
    for (;;) {
      this.#skipSeparators();
      if (!this.tokens[this.#at] || this.#isReserved('esac')) break;
      const before = this.#at;
      this.#takeGroup('(');
      const patterns = this.#patterns();
      if (!this.#takeGroup(')')) break;
      arms.push({ patterns, body: this.#list([';;', 'esac']) });
      this.#takeArmEnd();
      if (this.#at === before) break;
    }
    this.#close(opener, 'esac');
    return { kind: 'case', words, arms };
  }

  /** Its own, which is not that of an arm around it. */
  #takeArmEnd(): void {
    this.#skipSeparators();
    const token = this.tokens[this.#at];
    if (token?.kind !== 'separator' || !token.endsArm) return;
    this.#note(token.text);
    this.#at++;
  }

  #patterns(): Word[] {
    const patterns: Word[] = [];
    for (;;) {
      const words = this.#words();
      patterns.push(...words);
      if (words.length === 0 || !this.#takeSeparator('|')) return patterns;
    }
  }

  #function(): Part | undefined {
    this.#at++;
    const [name] = this.#words(1);
    if (this.#takeGroup('(')) this.#takeGroup(')');
    return this.#functionBody(name?.text ?? '');
  }

  /** `name()`. */
  #functionAhead(): Part | undefined {
    const [name, open, close] = this.tokens.slice(this.#at, this.#at + 3);
    if (name?.kind !== 'word' || open?.kind !== 'group' || open.text !== '(') return undefined;
    if (close?.kind !== 'group' || close.text !== ')') return undefined;
    this.#at += 3;
    return this.#functionBody(name.word.text);
  }

  #functionBody(name: string): Part {
    this.#skipLineBreaks();
    const body = this.#part();
    const pipeline = body && { isNegated: false, parts: [body] };
    const statements = pipeline ? [{ pipelines: [pipeline], operators: [], isInBackground: false }] : [];
    return { kind: 'function', name, body: statements };
  }

  #coprocess(): Part | undefined {
    this.#at++;
    const [name, opener] = this.tokens.slice(this.#at, this.#at + 2);
    if (name?.kind === 'word' && opener && isOpener(opener)) this.#at++;
    const body = this.#part();
    return body && { kind: 'coprocess', body };
  }

  #commandPart(): Part | undefined {
    const command = this.#command();
    return command && { kind: 'command', command };
  }

  #command(): PlainCommand | undefined {
    const start = this.#at;
    const words: Word[] = [];
    const assignments: Assignment[] = [];
    const redirections: Redirection[] = [];
    const isTest = this.#isReserved('[[');
    for (let token; (token = this.tokens[this.#at]);) {
      if (token.kind === 'word') {
        this.#at++;
        const assignment = words.length === 0 ? assignmentOf(token.word, token.bare) : undefined;
        if (assignment) assignments.push(assignment);
        else words.push(token.word);
        if (isTest && token.word.text === ']]') break;
      } else if (isTest) this.#at++;
      else if (token.kind !== 'redirection') break;
      else redirections.push(...this.#redirection());
    }
    const [first, last] = [this.tokens[start], this.tokens[this.#at - 1]];
    if (!first || !last || words.length + assignments.length + redirections.length === 0) return undefined;
    const separatorBefore = this.#separator;
    this.#separator = ';';
    return {
      words,
      assignments,
      redirections,
      place: placeOfBoth(placeOfToken(first), placeOfToken(last)),
      ...(separatorBefore === undefined ? {} : { separatorBefore }),
    };
  }

  #redirection(): Redirection[] {
    const token = this.tokens[this.#at++];
    const target = this.tokens[this.#at];
    if (token?.kind !== 'redirection') return [];
    if (target?.kind !== 'word') {
      this.problems.push({ kind: 'unexpected', text: token.operator, place: token.place });
      return [];
    }
    this.#at++;
    const { operator, fd, hereDocument } = token;
    const redirection = { operator, fd, target: target.word, ...(hereDocument ? { hereDocument } : {}) };
    this.redirections.push(redirection);
    return [redirection];
  }

  /** The words that are here, at most `count`. */
  #words(count = Infinity): Word[] {
    const words: Word[] = [];
    while (words.length < count) {
      const token = this.tokens[this.#at];
      if (token?.kind !== 'word') break;
      words.push(token.word);
      this.#at++;
    }
    return words;
  }

  /** The end of a compound command, and the redirections behind it. */
  #close(opener: ShellToken, end: End): void {
    const isClosed = end === ')' ? this.#takeGroup(')') : this.#takeReserved(end);
    if (!isClosed && opener.kind !== 'redirection')
      this.problems.push({
        kind: 'unclosed',
        text: opener.kind === 'word' ? opener.word.text : opener.text,
        place: opener.kind === 'word' ? opener.word.place : opener.place,
      });
    while (this.tokens[this.#at]?.kind === 'redirection') this.#redirection();
  }

  #skipSeparators(): void {
    for (;;) {
      const token = this.tokens[this.#at];
      if (token?.kind !== 'separator' || (token.text !== ';' && token.text !== '\n')) return;
      if (token.endsArm && this.#awaited.get(';;')) return;
      this.#note(token.text);
      this.#at++;
    }
  }

  #skipLineBreaks(): void {
    for (;;) {
      const token = this.tokens[this.#at];
      if (token?.kind !== 'separator' || token.text !== '\n') return;
      this.#at++;
    }
  }

  #takeSeparator(...texts: readonly Separator[]): Separator | undefined {
    const token = this.tokens[this.#at];
    if (token?.kind !== 'separator' || !texts.includes(token.text)) return undefined;
    this.#at++;
    this.#note(token.text);
    return token.text;
  }

  /** In front of the first command no separator counts. */
  #note(text: Separator): void {
    if (this.#separator !== undefined) this.#separator = text;
  }

  #takeGroup(text: '(' | ')'): boolean {
    const token = this.tokens[this.#at];
    const isThere = token?.kind === 'group' && token.text === text;
    if (isThere) this.#at++;
    return isThere;
  }

  #isReserved(text: string): boolean {
    const token = this.tokens[this.#at];
    return token !== undefined && reservedText(token) === text;
  }

  #takeReserved(text: string): boolean {
    const isThere = this.#isReserved(text);
    if (isThere) this.#at++;
    return isThere;
  }
}

const placeOfToken = (token: ShellToken): Place => (token.kind === 'word' ? token.word.place : token.place);

const placeOfBoth = ({ file, span }: Place, last: Place): Place =>
  placeOf(file, span.start, Math.max(span.end, last.span.end));

const isBare = ({ word, bare }: WordToken): boolean => bare === word.text.length;

/** The text of a word that may be a reserved one. */
const reservedText = (token: ShellToken): string | undefined =>
  token.kind === 'word' && isBare(token) ? token.word.text : undefined;

const isOpener = (token: ShellToken): boolean =>
  (token.kind === 'group' && token.text === '(') || OPENERS.has(reservedText(token) ?? '');

function endOf(token: ShellToken): End | undefined {
  if (token.kind === 'group') return token.text === ')' ? ')' : undefined;
  if (token.kind === 'separator') return token.endsArm ? ';;' : undefined;
  const text = reservedText(token);
  return text !== undefined && ENDS.has(text) ? (text as End) : undefined;
}
