/** A regular expression of a project with more is unknown: no real one has a tenth of it. */
const MAX_PATTERN_CHARACTERS = 1000;

/** Groups in each other. */
const MAX_PATTERN_DEPTH = 30;

/** What a regular expression becomes, with its repeats written out. */
const MAX_PATTERN_INSTRUCTIONS = 3000;

/**
 * Regular expressions of a project's files, as PCRE reads them, byte by byte. JavaScript's own backtrack: one that a project writes
 * may take forever. This one follows all ways at once, and its steps are counted. What it does not know (look-around, references,
 * atomic groups, Unicode classes) it refuses. `re2js` was compared: 45 KB compressed in place of 2, and another dialect (no `\h`, `\R`, `a++`).
 */
export interface LinearPattern {
  /** How many groups it captures. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly program: readonly Instruction[];
}

/** Where a pattern matches: the whole match, then its groups; undefined for a group that takes no part. */
export type Captures = readonly (string | undefined)[];

type CharacterTest = (code: number) => boolean;

type Instruction =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  /** Tries `first` before `second`. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'assert'; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: 'match' };

type Node =
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
class Unsupported extends Error {}

/** Undefined where it holds something that is not known, or is too large. */
export function linearPattern(source: string, ignoresCase = false): LinearPattern | undefined {
  if (source.length > MAX_PATTERN_CHARACTERS) return undefined;
  try {
    const reader = new PatternReader(bytesOf(source), ignoresCase);
    const tree = reader.read();
    return { groups: reader.groups, names: reader.names, program: programOf(tree) };
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

/** A text as bytes of UTF-8, each a character. */
export const bytesOf = (text: string): string =>
  /^[\0-\x7f]*$/.test(text)
    ? text
    : Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

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

class PatternReader {
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

function programOf(tree: Node): Instruction[] {
  const program: Instruction[] = [];
  const add = <T extends Instruction>(instruction: T): T => {
    if (program.length >= MAX_PATTERN_INSTRUCTIONS) throw new Unsupported();
    program.push(instruction);
    return instruction;
  };
  const split = () => add({ kind: 'split' as const, first: program.length + 1, second: program.length + 1 });
  /** The way past what comes next, which a lazy one prefers. */
  const optional = (inner: () => void, isLazy: boolean): void => {
    const choice = split();
    inner();
    if (isLazy) choice.first = program.length;
    else choice.second = program.length;
  };
  const compile = (node: Node): void => {
    switch (node.kind) {
      case 'empty':
        return;
      case 'character':
      case 'assert':
        add(node);
        return;
      case 'sequence':
        node.parts.forEach(compile);
        return;
      case 'choice': {
        const ends = node.parts.slice(0, -1).map((part) => {
          const choice = split();
          compile(part);
          const end = add({ kind: 'jump' as const, to: 0 });
          choice.second = program.length;
          return end;
        });
        compile(node.parts.at(-1) ?? { kind: 'empty' });
        for (const end of ends) end.to = program.length;
        return;
      }
      case 'group':
        add({ kind: 'save', slot: 2 * node.index });
        compile(node.inner);
        add({ kind: 'save', slot: 2 * node.index + 1 });
        return;
      case 'repeat': {
        const { inner, min, max, isLazy } = node;
        for (let count = 0; count < min; count++) {
          const before = program.length;
          compile(inner);
          if (program.length === before) break;
        }
        if (max === undefined) {
          const start = program.length;
          optional(() => {
            compile(inner);
            add({ kind: 'jump', to: start });
          }, isLazy);
        } else
          for (let count = min; count < max; count++)
            optional(() => {
              compile(inner);
            }, isLazy);
      }
    }
  };
  compile(tree);
  add({ kind: 'match' });
  return program;
}

/** How many steps several matches may take together. */
export interface StepBudget {
  steps: number;
}

interface Thread {
  readonly at: number;
  readonly slots: readonly (number | undefined)[];
}

/**
 * The first match of a pattern anywhere in a text of bytes, as PCRE finds it.
 * @returns undefined where there is none, `unknown` where the budget does not suffice
 */
export function matchPattern(
  { program, groups }: LinearPattern,
  text: string,
  budget: StepBudget,
): Captures | undefined | 'unknown' {
  let threads: Thread[] = [];
  let found: readonly (number | undefined)[] | undefined;
  for (let at = 0; at <= text.length; at++) {
    const seen = new Set<number>();
    const next: Thread[] = [];
    // An earlier beginning takes precedence.
    const starts = found ? threads : [...threads, { at: 0, slots: [at] }];
    for (const thread of starts) {
      const end = follow(thread, { program, text, at, seen, next, budget });
      if (!end) continue;
      found = end;
      break;
    }
    if (budget.steps < 0) return 'unknown';
    if (next.length === 0 && found) break;
    const code = text.charCodeAt(at);
    threads = next.flatMap(({ at: place, slots }) => {
      const instruction = program[place];
      return instruction?.kind === 'character' && at < text.length && instruction.test(code)
        ? [{ at: place + 1, slots }]
        : [];
    });
  }
  if (!found) return undefined;
  const slots = found;
  return Array.from({ length: groups + 1 }, (_, index) => {
    const [start, end] = [slots[2 * index], slots[2 * index + 1]];
    return start === undefined || end === undefined ? undefined : text.slice(start, end);
  });
}

interface Position {
  readonly program: readonly Instruction[];
  readonly text: string;
  readonly at: number;
  readonly seen: Set<number>;
  readonly next: Thread[];
  readonly budget: StepBudget;
}

/** Goes on without reading a character: to where one is read, or to the end of the pattern. */
function follow(thread: Thread, { program, text, at, seen, next, budget }: Position) {
  const open: Thread[] = [thread];
  for (let current = open.pop(); current; current = open.pop()) {
    const { slots } = current;
    if (seen.has(current.at)) continue;
    seen.add(current.at);
    if (budget.steps-- < 0) return undefined;
    const instruction = program[current.at];
    switch (instruction?.kind) {
      case 'match': {
        const whole = [...slots];
        whole[1] = at;
        return whole;
      }
      case 'character':
        next.push(current);
        break;
      case 'jump':
        open.push({ at: instruction.to, slots });
        break;
      case 'split':
        open.push({ at: instruction.second, slots }, { at: instruction.first, slots });
        break;
      case 'save': {
        const saved = [...slots];
        saved[instruction.slot] = at;
        open.push({ at: current.at + 1, slots: saved });
        break;
      }
      case 'assert':
        if (instruction.holds(text, at)) open.push({ at: current.at + 1, slots });
        break;
      case undefined:
        break;
    }
  }
  return undefined;
}

/** A match anywhere in a text, and the pattern; the steps of reading it count as well. */
export function searchPattern(source: string, ignoresCase: boolean, text: string, budget: StepBudget) {
  const pattern = budget.steps < 0 ? undefined : linearPattern(source, ignoresCase);
  if (!pattern) return 'unknown';
  budget.steps -= pattern.program.length;
  const found = matchPattern(pattern, text, budget);
  return typeof found === 'object' ? { pattern, found } : found;
}
