import type { SourceFile, Span } from '../source/index.js';
import { partitionPoint } from '../util/partition-point.js';
import type { Candidate } from './fix-candidate.js';

/** The fixes that can be made at once: one that touches what an earlier one touches waits for the next round. */
export function separateFixes(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Map<SourceFile, Span[]>();
  const spansOf = (file: SourceFile): Span[] => {
    const spans = taken.get(file) ?? [];
    taken.set(file, spans);
    return spans;
  };
  return candidates.filter(({ fix: { edits } }) => {
    if (edits.some(({ file, span }) => isTaken(span, spansOf(file)))) return false;
    for (const { file, span } of edits) spansOf(file).splice(indexOf(span, spansOf(file)), 0, span);
    return true;
  });
}

/** Two insertions at one place would have no order, so they are not made at once either. */
function isTaken(span: Span, taken: readonly Span[]): boolean {
  const index = indexOf(span, taken);
  const [before, after] = [taken[index - 1], taken[index]];
  const end = Math.max(span.end, span.start + 1);
  return (before !== undefined && span.start < before.end) || (after !== undefined && after.start < end);
}

const indexOf = ({ start }: Span, sorted: readonly Span[]): number =>
  partitionPoint(sorted, (span) => span.start < start);
