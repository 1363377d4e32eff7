import type { Span } from '../../source/index.js';
import { endOfExpansion } from './shell-expansion.js';
import type { MappedText, Word } from './word.js';
import { wordOf } from './word.js';

/** What stands between two commands. */
export type Separator = '&&' | '||' | ';' | '|' | '&' | '\n';

export type ShellToken =
  /** `bare`: how many characters of the word's text, from its start, are neither quoted nor replaced. */
  | { readonly kind: 'word'; readonly word: Word; readonly bare: number }
  | { readonly kind: 'separator'; readonly text: Separator }
  /** A parenthesis: commands end here, but how they follow on one another is said elsewhere. */
  | { readonly kind: 'group' }
  /** An operator such as `>` or `2>&`; the word behind it is its target. */
  | { readonly kind: 'redirection' };

/** Goes through a shell text, building words; what each character means is decided by its caller. */
export class Scanner {
  readonly tokens: ShellToken[] = [];
  at = 0;
  #text = '';
  #offsets: number[] = [];
  #expansions: Span[] = [];
  #patterns: number[] = [];
  #bare: number | undefined;

  constructor(readonly source: MappedText) {}

  get inWord(): boolean {
    return this.#text !== '' || this.#bare !== undefined;
  }

  get isBareNumber(): boolean {
    return this.#bare === undefined && /^\d+$/.test(this.#text);
  }

  /** Takes the source up to `end` into the word as it stands. */
  take(end: number): void {
    this.#text += this.source.text.slice(this.at, end);
    for (; this.at < end; this.at++) this.#offsets.push(this.source.offsets[this.at]!);
  }

  takeExpansion(): void {
    const end = endOfExpansion(this.source.text, this.at);
    if (end === this.at) return this.take(this.at + 1);
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
    this.#offsets.push(this.source.offsets[this.at]!);
    const mapped = { file: this.source.file, text: this.#text, offsets: this.#offsets };
    this.tokens.push({
      kind: 'word',
      word: wordOf(mapped, this.#replaced()),
      bare: this.#bare ?? mapped.text.length,
    });
    this.dropWord();
  }

  dropWord(): void {
    this.#text = '';
    this.#offsets = [];
    this.#expansions = [];
    this.#patterns = [];
    this.#bare = undefined;
  }

  /** A pattern counts where a file of that name is thinkable: not in `--listen=*:8080`, which reaches the program as it is. */
  #replaced(): readonly Span[] {
    if (this.#patterns.length === 0 || this.#text.startsWith('-') || this.#text.includes(':'))
      return this.#expansions;
    const patterns = this.#patterns.map((start) => ({ start, end: start + 1 }));
    return [...this.#expansions, ...patterns].sort((a, b) => a.start - b.start);
  }
}
