import { distance } from 'fastest-levenshtein';
import { editDistance } from './edit-distance.js';
import {
  MAX_COMPARED_NAME_CHARACTERS,
  MAX_NAME_CANDIDATES,
  MAX_SWAPPED_NAME_CHARACTERS,
} from '../knowledge/limits.js';

/** How many edits still count as a slip of the keyboard: a third of the longer name, at least one. */
const allowedEdits = (a: string, b: string): number =>
  Math.max(1, Math.floor(Math.max(a.length, b.length) / 3));

/**
 * The candidate that was probably meant, without regard to case; undefined where none is near.
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
