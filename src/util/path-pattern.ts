import { MAX_NAME_STEPS, MAX_PATH_STEPS } from './limits.js';

/**
 * A pattern as `.gitignore` has them. The package `ignore` makes regular expressions of them, whose steps nothing bounds, and
 * does not tell which pattern decides.
 */
export interface PathPattern {
  /** `!` at its start: what it fits is taken out again. */
  readonly isNegated: boolean;
  /** It begins at the folder that the paths are below; any other pattern fits in every folder. */
  readonly isAnchored: boolean;
  /** Only folders, and with them what is in them. */
  readonly isFolder: boolean;
  /** What each folder and the name has to fit; `**` matches any number of folders. */
  readonly segments: readonly (readonly Sign[] | '**')[];
}

/** A part of a name: any number of characters, or one. */
type Sign = '*' | ((character: string) => boolean);

/** Reads a pattern; undefined for one that holds no name. */
export function pathPattern(text: string): PathPattern | undefined {
  const isNegated = text.startsWith('!');
  const path = (isNegated ? text.slice(1) : text).replace(/^\\(?=[#!])/, '').replace(/^\.\//, '/');
  const segments = path
    .split('/')
    .filter((segment, index, all) => segment !== '' && !(segment === '**' && all[index - 1] === '**'));
  if (segments.length === 0) return undefined;
  return {
    isNegated,
    isAnchored: path.slice(0, -1).includes('/'),
    isFolder: path.endsWith('/'),
    segments: segments.map((segment) => (segment === '**' ? segment : signsOf(segment))),
  };
}

interface Budget {
  steps: number;
}

/** The pattern that decides about a file: the last one that fits it. None where it takes too long to find. */
export const decidingPattern = <Pattern extends PathPattern>(
  patterns: readonly Pattern[],
  path: string,
): Pattern | undefined => {
  const parts = path.split('/');
  const budget = { steps: MAX_PATH_STEPS };
  const deciding = patterns.findLast((pattern) => fits(pattern, parts, budget));
  return budget.steps > 0 ? deciding : undefined;
};

/** Whether a pattern fits a file, or a folder that the file is in. */
function fits(
  { segments, isAnchored, isFolder }: PathPattern,
  parts: readonly string[],
  budget: Budget,
): boolean {
  const [first] = segments;
  const starts = isAnchored ? parts.slice(0, 1) : parts;
  return starts.some(
    (part, start) =>
      (first === '**' || fitsSegment(first ?? [], part, budget)) &&
      fitsFrom(segments, parts, { start, isFolder, budget }),
  );
}

/** Goes through the segments with every place that the path may have been read to. */
function fitsFrom(
  segments: PathPattern['segments'],
  parts: readonly string[],
  { start, isFolder, budget }: { start: number; isFolder: boolean; budget: Budget },
): boolean {
  let places = new Set([start]);
  for (const [index, segment] of segments.entries()) {
    const next = new Set<number>();
    for (const place of places) {
      const part = parts[place];
      if (segment !== '**') {
        if (part !== undefined && fitsSegment(segment, part, budget)) next.add(place + 1);
        continue;
      }
      // At the end it matches all that is inside.
      const first = index === segments.length - 1 ? place + 1 : place;
      for (let later = first; later <= parts.length; later++) next.add(later);
    }
    places = next;
  }
  return [...places].some((place) => (isFolder ? place < parts.length : place <= parts.length));
}

/** Whether a name fits a pattern without slashes: `*`, `?` and `[a-z]`; not where the budget does not suffice. */
function fitsSegment(signs: readonly Sign[], name: string, budget: Budget): boolean {
  let sign = 0;
  let star = -1;
  let retry = 0;
  let at = 0;
  budget.steps--;
  while (at < name.length) {
    if (budget.steps-- <= 0) return false;
    const current = signs[sign];
    if (current === '*') {
      star = sign++;
      retry = at;
    } else if (current?.(name.charAt(at))) {
      sign++;
      at++;
    } else if (star >= 0) {
      sign = star + 1;
      at = ++retry;
    } else return false;
  }
  return signs.slice(sign).every((rest) => rest === '*');
}

/** Whether a whole text fits a pattern of one segment. */
export const namePattern = (pattern: string): ((name: string) => boolean) => {
  const signs = signsOf(pattern);
  return (name) => fitsSegment(signs, name, { steps: MAX_NAME_STEPS });
};

const signsOf = (pattern: string): readonly Sign[] =>
  [...pattern.matchAll(/\\(.)|\[([!^]?)([^[\]]+)\]|\*+|[^]/g)].map(([sign, escaped, not, set]): Sign => {
    if (escaped !== undefined) return (character) => character === escaped;
    if (set !== undefined) return (character) => isInSet(character, set) !== (not !== '');
    if (sign.startsWith('*')) return '*';
    return sign === '?' ? () => true : (character) => character === sign;
  });

const isInSet = (character: string, set: string): boolean =>
  [...set.matchAll(/(.)-(.)|(.)/gs)].some(([, from, to, single]) =>
    from !== undefined && to !== undefined ? from <= character && character <= to : single === character,
  );
