import type { Place, Span } from '../../source/index.js';
import type { HereDocument, PendingHereDocument } from './here-document.js';
import { readHereDocument } from './here-document.js';
import { endOfExpansion, isClosedExpansion } from './shell-expansion.js';
import type { ShellProblem } from './shell-problem.js';
import { type MappedText, placeOfMapped, sliceMapped, type Word, wordOf } from './word.js';

/** What is between two commands. */
export type Separator = '&&' | '||' | ';' | '|' | '&' | '\n';

export interface WordToken {
  readonly kind: 'word';
  readonly word: Word;
  /** How many characters of the word's text, from its start, are neither quoted nor replaced. */
  readonly bare: number;
}

/** An operator such as `>` or `2>&`; the word after it is its target. */
export interface RedirectionToken {
  readonly kind: 'redirection';
  readonly operator: string;
  readonly fd: number | undefined;
  readonly place: Place;
  hereDocument?: HereDocument;
}

export type ShellToken =
  | WordToken
  | RedirectionToken
  /** `endsArm`: the `;;` after an arm of `case`. */
  | { readonly kind: 'separator'; readonly text: Separator; readonly endsArm: boolean; readonly place: Place }
  /** A parenthesis: commands end here, but how they follow on one another is said elsewhere. */
  | { readonly kind: 'group'; readonly text: '(' | ')'; readonly place: Place };

/** Goes through a shell text, building words; what each character means is decided by its caller. */
export class Scanner {
  readonly tokens: ShellToken[] = [];
  readonly problems: ShellProblem[] = [];
  readonly comments: Span[] = [];
  at = 0;
  /** Up to here `((` opens two subshells. */
  noCalculationBefore = 0;
  #text = '';
  #offsets: number[] = [];
  #expansions: Span[] = [];
  #patterns: number[] = [];
  #bare: number | undefined;
  readonly #pending: (PendingHereDocument & { readonly token: RedirectionToken })[] = [];

  /** Whether the script turns on patterns such as `!(*.txt|*.md)`. */
  readonly #hasExtendedPatterns: boolean;

  constructor(readonly source: MappedText) {
    this.#hasExtendedPatterns = /\bextglob\b/.test(source.text);
  }

  /** Whether a parenthesis is here that belongs to a pattern in the word. */
  get isAtPattern(): boolean {
    const { text } = this.source;
    return this.#hasExtendedPatterns && this.inWord && /[@!+?*]/.test(text.charAt(this.at - 1));
  }

  get inWord(): boolean {
    return this.#text !== '' || this.#bare !== undefined;
  }

  /** The word so far, as long as nothing in it is quoted or replaced. */
  get bareText(): string | undefined {
    return this.#bare === undefined ? this.#text : undefined;
  }

  place(start: number, end: number): Place {
    return placeOfMapped(sliceMapped(this.source, start, end));
  }

  /** Takes the source up to `end` into the word as it is. */
  take(end: number): void {
    this.#text += this.source.text.slice(this.at, end);
    for (let at = this.at; at < end; at++) this.#offsets.push(this.source.offsets[at]!);
    this.at = Math.max(this.at, end);
  }

  takeExpansion(): void {
    const { text } = this.source;
    const end = endOfExpansion(text, this.at);
    if (end === this.at) return this.take(this.at + 1);
    if (!isClosedExpansion(text, this.at, end)) this.report('unclosed', this.at, this.at + 1);
    this.takeReplaced(end);
  }

  /** Takes the source up to `end` as something that the shell replaces. */
  takeReplaced(end: number): void {
    this.quote();
    const start = this.#text.length;
    this.take(end);
    this.#expansions.push({ start, end: this.#text.length });
  }

  takePattern(): void {
    this.#patterns.push(this.#text.length);
    this.take(this.at + 1);
  }

  /** From here on the word is no longer bare. */
  quote(): void {
    this.#bare ??= this.#text.length;
  }

  endWord(): void {
    if (!this.inWord) return;
    this.#offsets.push(...this.source.offsets.slice(this.at, this.at + 1));
    const mapped = { file: this.source.file, text: this.#text, offsets: this.#offsets };
    const word = wordOf(mapped, this.#replaced());
    const bare = this.#bare ?? mapped.text.length;
    this.#awaitHereDocument(word, bare);
    this.tokens.push({ kind: 'word', word, bare });
    this.dropWord();
  }

  dropWord(): void {
    this.#text = '';
    this.#offsets = [];
    this.#expansions = [];
    this.#patterns = [];
    this.#bare = undefined;
  }

  report(kind: ShellProblem['kind'], start: number, end: number): void {
    this.problems.push({
      kind,
      text: this.source.text.slice(start, end),
      place: this.place(start, end),
    });
  }

  /** After the end of a line are the here-documents that it announces. */
  readHereDocuments(): void {
    for (const pending of this.#pending.splice(0)) {
      const { document, end, isClosed } = readHereDocument(this.source, this.at, pending);
      pending.token.hereDocument = document;
      if (!isClosed)
        this.problems.push({
          kind: 'unclosed',
          text: pending.token.operator,
          place: pending.token.place,
        });
      this.at = end;
    }
  }

  #awaitHereDocument(delimiter: Word, bare: number): void {
    const token = this.tokens.at(-1);
    if (token?.kind !== 'redirection' || !/^<<-?$/.test(token.operator)) return;
    const isQuoted = bare < delimiter.text.length;
    this.#pending.push({ token, delimiter, isQuoted, isIndented: token.operator === '<<-' });
  }

  /**
   * A pattern is expanded where a file of that name is plausible: not in `--listen=*:8080`, which reaches the program
   * as it is.
   */
  #replaced(): readonly Span[] {
    if (this.#patterns.length === 0 || this.#text.startsWith('-') || this.#text.includes(':'))
      return this.#expansions;
    const patterns = this.#patterns.map((start) => ({ start, end: start + 1 }));
    return [...this.#expansions, ...patterns].sort((a, b) => a.start - b.start);
  }
}
