import { type CharacterTest, type Node, PatternReader, Unsupported } from './pattern-tree.js';

/** A regular expression of a project with more is unknown: no real one has a tenth of it. */
const MAX_PATTERN_CHARACTERS = 1000;

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

type Instruction =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  /** Tries `first` before `second`. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'save'; readonly slot: number }
  | { readonly kind: 'assert'; readonly holds: (text: string, at: number) => boolean }
  | { readonly kind: 'match' };

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
