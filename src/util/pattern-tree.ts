/** Groups in each other. */
const MAX_PATTERN_DEPTH = 30;

export type CharacterTest = (code: number) => boolean;

export type Node =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'assert'; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'group'; readonly index: number; readonly inner: Node }
  | {
      readonly kind: 'repeat';
      readonly inner: Node;
      readonly min: number;
      readonly max: number | undefined;
      readonly isLazy: boolean;
    };

/** Thrown, and caught here, for what is not known. */
export class Unsupported extends Error {}

const isDigit: CharacterTest = (code) => code >= 48 && code <= 57;
const isWord: CharacterTest = (code) =>
  isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
const isSpace: CharacterTest = (code) => code === 32 || (code >= 9 && code <= 13);
const not =
  (test: CharacterTest): CharacterTest =>
  (code) =>
    !test(code);

const CLASSES: ReadonlyMap<string, CharacterTest> = new Map([
  ['d', isDigit],
  ['D', not(isDigit)],
  ['w', isWord],
  ['W', not(isWord)],
  ['s', isSpace],
  ['S', not(isSpace)],
]);

const SINGLE: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['f', 12],
  ['r', 13],
]);

const NEWLINE = 10;

const isWordAt = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && isWord(text.charCodeAt(at));

const isBoundary = (text: string, at: number): boolean => isWordAt(text, at - 1) !== isWordAt(text, at);

const ASSERTIONS: ReadonlyMap<string, (text: string, at: number) => boolean> = new Map([
  ['b', isBoundary],
  ['B', (text: string, at: number) => !isBoundary(text, at)],
]);

export class PatternReader {
  groups = 0;
  readonly names = new Map<string, number>();
  #at = 0;
  #depth = 0;

  constructor(
    readonly source: string,
    private ignoresCase: boolean,
  ) {}

  read(): Node {
    if (this.#takes('(?i)')) this.ignoresCase = true;
    const tree = this.#choice();
    if (this.#at < this.source.length) throw new Unsupported();
    return tree;
  }

  #takes(text: string): boolean {
    if (!this.source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #next(): string {
    const character = this.source.charAt(this.#at++);
    if (character === '') throw new Unsupported();
    return character;
  }

  #choice(): Node {
    if (++this.#depth > MAX_PATTERN_DEPTH) throw new Unsupported();
    const parts = [this.#sequence()];
    while (this.#takes('|')) parts.push(this.#sequence());
    this.#depth--;
    const [only, ...others] = parts as [Node, ...Node[]];
    return others.length === 0 ? only : { kind: 'choice', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (this.#at < this.source.length && !/[|)]/.test(this.source.charAt(this.#at)))
      parts.push(this.#repeated());
    return { kind: 'sequence', parts };
  }

  #repeated(): Node {
    const inner = this.#atom();
    const counts = this.#quantifier();
    if (!counts) return inner;
    if (inner.kind === 'assert') throw new Unsupported();
    const isLazy = this.#takes('?');
    // Possessive, or two quantifiers after each other.
    if (!isLazy && /[+*?]/.test(this.source.charAt(this.#at))) throw new Unsupported();
    return { kind: 'repeat', inner, ...counts, isLazy };
  }

  #quantifier(): { readonly min: number; readonly max: number | undefined } | undefined {
    if (this.#takes('*')) return { min: 0, max: undefined };
    if (this.#takes('+')) return { min: 1, max: undefined };
    if (this.#takes('?')) return { min: 0, max: 1 };
    const [written, min, comma, max] =
      /^\{(\d{1,4})(,?)(\d{0,4})\}/.exec(this.source.slice(this.#at, this.#at + 12)) ?? [];
    if (written === undefined) {
      // Versions of PCRE disagree about it.
      if (/^\{ ?,/.test(this.source.slice(this.#at, this.#at + 3))) throw new Unsupported();
      return undefined;
    }
    this.#at += written.length;
    const least = Number(min);
    const most = max === '' ? (comma === ',' ? undefined : least) : Number(max);
    if (most !== undefined && most < least) throw new Unsupported();
    return { min: least, max: most };
  }

  #atom(): Node {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return this.#characters(this.#set());
      case '.':
        return { kind: 'character', test: (code) => code !== NEWLINE };
      case '^':
        return { kind: 'assert', holds: (_, at) => at === 0 };
      case '$':
        return {
          kind: 'assert',
          holds: (text, at) =>
            at === text.length || (at === text.length - 1 && text.charCodeAt(at) === NEWLINE),
        };
      case '\\': {
        const escaped = this.#next();
        const holds = ASSERTIONS.get(escaped);
        return holds ? { kind: 'assert', holds } : this.#characters(this.#escaped(escaped));
      }
      case '*':
      case '+':
      case '?':
        throw new Unsupported();
      default: {
        const code = character.charCodeAt(0);
        return this.#characters((other) => other === code);
      }
    }
  }

  #escaped(character: string): CharacterTest {
    const test = CLASSES.get(character);
    if (test) return test;
    const code = this.#codeOf(character);
    return (other) => other === code;
  }

  /** What an escape says that is one character. */
  #codeOf(character: string): number {
    const code = SINGLE.get(character);
    if (code !== undefined) return code;
    // A letter or digit may mean anything.
    if (isWord(character.charCodeAt(0)) && character !== '_') throw new Unsupported();
    return character.charCodeAt(0);
  }

  #characters(test: CharacterTest): Node {
    if (!this.ignoresCase) return { kind: 'character', test };
    return { kind: 'character', test: (code) => test(code) || test(otherCase(code)) };
  }

  #set(): CharacterTest {
    const isNegated = this.#takes('^');
    const tests: CharacterTest[] = [];
    for (let isFirst = true; ; isFirst = false) {
      const character = this.#next();
      if (character === ']' && !isFirst) break;
      if (character === '[' && /[:.=]/.test(this.source.charAt(this.#at))) throw new Unsupported();
      const from = this.#member(character);
      if (typeof from === 'function' || this.source.charAt(this.#at) !== '-') {
        tests.push(typeof from === 'function' ? from : (code) => code === from);
        continue;
      }
      if (this.source.charAt(this.#at + 1) === ']') {
        tests.push((code) => code === from);
        continue;
      }
      this.#at++;
      const to = this.#member(this.#next());
      if (typeof to === 'function' || to < from) throw new Unsupported();
      tests.push((code) => from <= code && code <= to);
    }
    const { ignoresCase } = this;
    const isIn: CharacterTest = (code) =>
      tests.some((test) => test(code) || (ignoresCase && test(otherCase(code))));
    return isNegated ? not(isIn) : isIn;
  }

  #member(character: string): number | CharacterTest {
    if (character !== '\\') return character.charCodeAt(0);
    const escaped = this.#next();
    if (escaped === 'b') return 8;
    return CLASSES.get(escaped) ?? this.#codeOf(escaped);
  }

  #group(): Node {
    if (this.#takes('?:')) return this.#closed(this.#choice());
    const index = this.#takes('?') ? this.#named() : ++this.groups;
    return { kind: 'group', index, inner: this.#closed(this.#choice()) };
  }

  #named(): number {
    const [written, name] = /^P?<([A-Za-z_]\w{0,31})>/.exec(this.source.slice(this.#at, this.#at + 40)) ?? [];
    if (written === undefined || name === undefined || this.names.has(name)) throw new Unsupported();
    this.#at += written.length;
    this.names.set(name, ++this.groups);
    return this.groups;
  }

  #closed(inner: Node): Node {
    if (!this.#takes(')')) throw new Unsupported();
    return inner;
  }
}

/** The same letter of ASCII in the other case. */
const otherCase = (code: number): number =>
  code >= 65 && code <= 90 ? code + 32 : code >= 97 && code <= 122 ? code - 32 : code;
