import type { Place } from '../../source/index.js';
import { MAX_NGINX_BLOCK_DEPTH } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import type { Fault } from '../problem.js';
import type { MappedText } from '../shell/word.js';
import { type NginxToken, nginxTokens, type NginxWord } from './nginx-scanner.js';

/** One directive: `listen 80;` or `server { … }`. */
export interface NginxDirective {
  readonly name: NginxWord;
  readonly args: readonly NginxWord[];
  /** What is between its braces; undefined where it ends in a semicolon. */
  readonly block: readonly NginxDirective[] | undefined;
}

type Bare = Readonly<Record<never, never>>;

/** Every reason why nginx cannot read a text. */
export interface NginxFaults {
  readonly 'missing-semicolon': { readonly directive: string };
  readonly 'missing-brace': { readonly directive: string };
  readonly 'stray-character': { readonly character: ';' | '{' | '}' };
  readonly 'text-after-quote': Bare;
  readonly 'too-deep': { readonly limit: number };
  readonly 'unclosed-quote': Bare;
}

interface NginxProblem {
  readonly at: Place;
  readonly fault: Fault<NginxFaults>;
  /** The word after which the semicolon is missing; undefined where it may belong after an earlier one. */
  readonly last?: NginxWord;
}

/** What one configuration file of nginx says. */
export interface NginxText {
  readonly directives: readonly NginxDirective[];
  /** The first thing that nginx cannot read: it stops there, and so does this reader. */
  readonly problem: NginxProblem | undefined;
}

interface OpenBlock {
  readonly opener: NginxWord | undefined;
  readonly directives: NginxDirective[];
}

/** Reads a configuration of nginx. Never throws, and takes linear time. */
export const parseNginx = oncePer((source: MappedText): NginxText => {
  const reader = new Reader();
  for (const token of nginxTokens(source)) {
    reader.read(token);
    if (reader.problem) break;
  }
  return reader.finish();
});

class Reader {
  problem: NginxProblem | undefined;
  readonly #top: OpenBlock = { opener: undefined, directives: [] };
  readonly #open: OpenBlock[] = [this.#top];
  #words: NginxWord[] = [];

  read(token: NginxToken): void {
    switch (token.kind) {
      case 'word':
        this.#words.push(token.word);
        break;
      case ';':
        this.#end(token.place);
        break;
      case '{':
        this.#begin(token.place);
        break;
      case '}':
        this.#close(token.place);
        break;
      case 'unclosed':
        this.#fail(token.place, { code: 'unclosed-quote' });
        break;
      case 'glued':
        this.#fail(token.place, { code: 'text-after-quote' });
        break;
    }
  }

  finish(): NginxText {
    this.#requireSemicolon();
    const { opener } = this.#innermost;
    if (opener) this.#fail(opener.place, { code: 'missing-brace', directive: opener.text });
    return { directives: this.#top.directives, problem: this.problem };
  }

  get #innermost(): OpenBlock {
    return this.#open.at(-1) ?? this.#top;
  }

  #end(place: Place): void {
    const [name, ...args] = this.#words;
    if (!name) return this.#fail(place, { code: 'stray-character', character: ';' });
    this.#innermost.directives.push({ name, args, block: undefined });
    this.#words = [];
  }

  #begin(place: Place): void {
    const [name, ...args] = this.#words;
    if (!name) return this.#fail(place, { code: 'stray-character', character: '{' });
    if (this.#open.length > MAX_NGINX_BLOCK_DEPTH)
      return this.#fail(place, { code: 'too-deep', limit: MAX_NGINX_BLOCK_DEPTH });
    const block: NginxDirective[] = [];
    this.#innermost.directives.push({ name, args, block });
    this.#open.push({ opener: name, directives: block });
    this.#words = [];
  }

  #close(place: Place): void {
    this.#requireSemicolon();
    if (this.#open.length === 1) this.#fail(place, { code: 'stray-character', character: '}' });
    else this.#open.pop();
  }

  /** What a directive ends in, where the block or the text ends. */
  #requireSemicolon(): void {
    const [name] = this.#words;
    const last = this.#words.at(-1);
    if (name && last)
      this.#fail(
        name.place,
        // A backslash at the end of a line belongs to it with the line break.
        { code: 'missing-semicolon', directive: name.text.trimEnd() },
        isOneLine(name.place, last.place) ? last : undefined,
      );
    this.#words = [];
  }

  #fail(at: Place, fault: NginxProblem['fault'], last?: NginxWord): void {
    this.problem ??= { at, fault, ...(last && { last }) };
  }
}

/** Whether no line ends between two places of one file. */
const isOneLine = ({ file, span }: Place, last: Place): boolean =>
  !file.text.slice(span.start, last.span.end).includes('\n');
