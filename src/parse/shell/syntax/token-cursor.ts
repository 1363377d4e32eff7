import { type Place, placeOf } from '../../../source/index.js';
import type { ShellProblem } from '../shell-problem.js';
import type { Separator, ShellToken } from '../shell-scanner.js';
import type { Word } from '../word.js';
import { type End, reservedText } from './reserved-words.js';

/** A place in the tokens of a script: what is there is looked at, taken or skipped. What does not fit is a problem. */
export class TokenCursor {
  readonly problems: ShellProblem[] = [];
  /** The index of the token that comes next. */
  #at = 0;
  /** What is between the last command and the token that comes next; undefined before the first command. */
  #separator: Separator | undefined;
  readonly #awaited = new Map<End, number>();

  constructor(readonly tokens: readonly ShellToken[]) {}

  get at(): number {
    return this.#at;
  }

  get next(): ShellToken | undefined {
    return this.tokens[this.#at];
  }

  get previous(): ShellToken | undefined {
    return this.tokens[this.#at - 1];
  }

  /** The tokens that come next, as far as there are so many. */
  ahead(count: number): readonly ShellToken[] {
    return this.tokens.slice(this.#at, this.#at + count);
  }

  skip(count = 1): void {
    this.#at += count;
  }

  isReserved(text: string): boolean {
    return this.next !== undefined && reservedText(this.next) === text;
  }

  takeReserved(text: string): boolean {
    return this.#takeIf(this.isReserved(text));
  }

  takeGroup(text: '(' | ')'): boolean {
    return this.#takeIf(this.next?.kind === 'group' && this.next.text === text);
  }

  #takeIf(isThere: boolean): boolean {
    if (isThere) this.#at++;
    return isThere;
  }

  /** The words that come next, at most `count`. */
  takeWords(count = Infinity): Word[] {
    const words: Word[] = [];
    while (words.length < count && this.next?.kind === 'word') {
      words.push(this.next.word);
      this.#at++;
    }
    return words;
  }

  takeSeparator(...texts: readonly Separator[]): Separator | undefined {
    const { next } = this;
    if (next?.kind !== 'separator' || !texts.includes(next.text)) return undefined;
    this.#at++;
    this.#note(next.text);
    return next.text;
  }

  /** The `;;` of an arm. */
  takeArmEnd(): void {
    const { next } = this;
    if (next?.kind !== 'separator' || !next.endsArm) return;
    this.#note(next.text);
    this.#at++;
  }

  /** The `;` or the line break that ends a statement, and the empty lines after it. */
  takeEndOfStatement(): boolean {
    const { next } = this;
    const isThere = next?.kind === 'separator' && next.text === ';' && !next.endsArm;
    if (isThere) this.takeSeparator(';');
    return this.takeLineBreaks() || isThere;
  }

  /** Line breaks between statements. */
  takeLineBreaks(): boolean {
    const { at } = this;
    while (this.takeSeparator('\n'));
    return this.#at > at;
  }

  skipLineBreaks(): void {
    while (this.next?.kind === 'separator' && this.next.text === '\n') this.#at++;
  }

  skipUnexpected(token: ShellToken): void {
    this.#at++;
    if (token.kind === 'separator') this.#note(token.text);
    this.reportUnexpected(token);
  }

  reportUnexpected(token: ShellToken): void {
    this.report('unexpected', textOf(token), placeOfToken(token));
  }

  report(kind: ShellProblem['kind'], text: string, place: Place): void {
    this.problems.push({ kind, text, place });
  }

  /** What is between the command that is here and the one before it: for the next one that is a `;`, unless more is said. */
  separatorBefore(): Separator | undefined {
    const separator = this.#separator;
    this.#separator = ';';
    return separator;
  }

  /** Before the first command, separators are ignored. */
  #note(text: Separator): void {
    if (this.#separator !== undefined) this.#separator = text;
  }

  /** From here on, some ends belong to what is being read, or to something around it. */
  await(ends: readonly End[]): void {
    for (const end of ends) this.#awaited.set(end, (this.#awaited.get(end) ?? 0) + 1);
  }

  stopAwaiting(ends: readonly End[]): void {
    for (const end of ends) this.#awaited.set(end, (this.#awaited.get(end) ?? 0) - 1);
  }

  isAwaited(end: End): boolean {
    return (this.#awaited.get(end) ?? 0) > 0;
  }
}

export function textOf(token: ShellToken): string {
  if (token.kind === 'word') return token.word.text;
  const { file, span } = token.place;
  return token.kind === 'separator' && token.endsArm
    ? file.text.slice(span.start, span.end)
    : operatorOf(token);
}

const operatorOf = (token: Exclude<ShellToken, { readonly kind: 'word' }>): string =>
  token.kind === 'redirection' ? token.operator : token.text;

export const placeOfToken = (token: ShellToken): Place =>
  token.kind === 'word' ? token.word.place : token.place;

/** From the beginning of one token to the end of another. */
export const placeOfTokens = (first: ShellToken, last: ShellToken): Place => {
  const { file, span } = placeOfToken(first);
  return placeOf(file, span.start, Math.max(span.end, placeOfToken(last).span.end));
};
