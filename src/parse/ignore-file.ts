import { placeOf, type Place, type SourceFile } from '../source/index.js';
import { oncePer } from '../util/once-per.js';

/** One pattern of `.ebignore`. */
export interface IgnorePattern {
  readonly text: string;
  readonly place: Place;
  /** `!` at its start: what it fits is deployed after all. */
  readonly isNegated: boolean;
  readonly isAnchored: boolean;
  /** Only folders, and with them what is in them. */
  readonly isFolder: boolean;
  /** What each folder and the name has to fit; `**` stands for any number of folders. */
  readonly segments: readonly (readonly Sign[] | '**')[];
}

/** A part of a name: any number of characters, or one. */
type Sign = '*' | ((character: string) => boolean);

/** Beyond them nothing is known of what is left out; see docs/limits.md. */
const MAX_PATTERNS = 1000;
const MAX_PATTERN = 200;

/**
 * The patterns of an `.ebignore`, as the EB CLI's library reads them; undefined where there are too many.
 * https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/core/fileoperations.py)
 */
export const parseIgnoreFile = oncePer((file: SourceFile): readonly IgnorePattern[] | undefined => {
  const patterns: IgnorePattern[] = [];
  for (let line = 1; line <= file.lineStarts.length; line++) {
    const pattern = patternOf(file, line);
    if (pattern && patterns.push(pattern) > MAX_PATTERNS) return undefined;
  }
  return patterns;
});

function patternOf(file: SourceFile, line: number): IgnorePattern | undefined {
  const { start, end } = file.lineSpan(line);
  const text = file.text.slice(start, end).trimEnd();
  if (text === '' || text.startsWith('#') || text.length > MAX_PATTERN) return undefined;
  const isNegated = text.startsWith('!');
  const path = (isNegated ? text.slice(1) : text).replace(/^\\(?=[#!])/, '').replace(/^\.\//, '/');
  const segments = path
    .split('/')
    .filter((segment, index, all) => segment !== '' && !(segment === '**' && all[index - 1] === '**'));
  if (segments.length === 0) return undefined;
  return {
    text,
    place: placeOf(file, start, start + text.length),
    isNegated,
    isAnchored: path.slice(0, -1).includes('/'),
    isFolder: path.endsWith('/'),
    segments: segments.map((segment) => (segment === '**' ? segment : signsOf(segment))),
  };
}

/** The pattern that decides about a file: the last one that fits it. */
export const decidingPattern = (
  patterns: readonly IgnorePattern[],
  path: string,
): IgnorePattern | undefined => {
  const parts = path.split('/');
  return patterns.findLast((pattern) => fits(pattern, parts));
};

/** Whether a pattern fits a file, or a folder that the file is in. */
function fits({ segments, isAnchored, isFolder }: IgnorePattern, parts: readonly string[]): boolean {
  const starts = isAnchored ? [0] : parts.map((_, index) => index);
  return starts.some((start) => fitsFrom(segments, parts, { start, isFolder }));
}

/** Goes through the segments with every place that the path may have been read to. */
function fitsFrom(
  segments: IgnorePattern['segments'],
  parts: readonly string[],
  { start, isFolder }: { start: number; isFolder: boolean },
): boolean {
  let places = new Set([start]);
  for (const [index, segment] of segments.entries()) {
    const next = new Set<number>();
    for (const place of places) {
      const part = parts[place];
      if (segment !== '**') {
        if (part !== undefined && fitsSegment(segment, part)) next.add(place + 1);
        continue;
      }
      // At the end it stands for all that is inside.
      const first = index === segments.length - 1 ? place + 1 : place;
      for (let later = first; later <= parts.length; later++) next.add(later);
    }
    places = next;
  }
  return [...places].some((place) => (isFolder ? place < parts.length : place <= parts.length));
}

/** Whether a name fits a pattern without slashes: `*`, `?` and `[a-z]`. Quadratic at most. */
function fitsSegment(signs: readonly Sign[], name: string): boolean {
  let sign = 0;
  let star = -1;
  let retry = 0;
  let at = 0;
  while (at < name.length) {
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
