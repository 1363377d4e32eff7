import { distance } from 'fastest-levenshtein';
import { MAX_COMPARED_NAME_CHARACTERS, MAX_NAME_CANDIDATES } from './limits.js';

/** In longer names a swap of two letters may count as two edits: more edits are accepted there. */
const MAX_SWAPPED_NAME_CHARACTERS = 40;

/**
 * How many letters to insert, delete or replace, or neighbors to swap, to get from one text to the other.
 * `fastest-levenshtein` counts a swap as two edits.
 * https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance (optimal string alignment)
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;

/** How many edits are still taken as a typing mistake: a third of the longer name, at least one. */
const allowedEdits = (a: string, b: string): number =>
  Math.max(1, Math.floor(Math.max(a.length, b.length) / 3));

/**
 * The candidate that was probably intended, without regard to case; undefined where none is near.
 * Of two equally near ones the first in code unit order. The name itself is not an answer, and names beyond 200 characters
 * or 500 candidates are left out.
 * @param maxEdits for names that other names may be near to: fewer edits than are usual
 */
export function nearest(name: string, candidates: Iterable<string>, maxEdits = Infinity): string | undefined {
  const wanted = name.toLowerCase();
  let best: { candidate: string; edits: number } | undefined;
  let compared = 0;
  for (const candidate of candidates) {
    if (compared++ === MAX_NAME_CANDIDATES) break;
    const edits = editsBetween(wanted, candidate.toLowerCase(), Math.min(maxEdits, best?.edits ?? Infinity));
    if (edits === undefined || candidate === name) continue;
    if (!best || edits < best.edits || (edits === best.edits && candidate < best.candidate)) {
      best = { candidate, edits };
    }
  }
  return best?.candidate;
}

/** The edits from one name to the other; undefined where they are not near, or there are more than `most`. */
function editsBetween(a: string, b: string, most: number): number | undefined {
  if (Math.max(a.length, b.length) > MAX_COMPARED_NAME_CHARACTERS) return undefined;
  const limit = Math.min(most, allowedEdits(a, b));
  if (Math.abs(a.length - b.length) > limit) return undefined;
  const withoutSwaps = distance(a, b);
  // Only the fast one for most names, which are far from each other: it counts a swap of two letters twice.
  if (withoutSwaps > 2 * limit) return undefined;
  const edits = a.length > MAX_SWAPPED_NAME_CHARACTERS ? withoutSwaps : editDistance(a, b);
  return edits <= limit && edits < Math.min(a.length, b.length) ? edits : undefined;
}

/** The question that offers a name, or what helps where none is near. */
export const didYouMean = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean "${suggestion}"?`;
