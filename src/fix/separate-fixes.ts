import type { SourceFile, Span } from '../source/index.js';
import { partitionPoint } from '../util/partition-point.js';
import { filesOf, type Candidate } from './fix-candidate.js';

/** The fixes that can be made at once: one that touches what an earlier one touches waits for the next round. */
export function separateFixes(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Map<SourceFile, Span[]>();
  const spansOf = (file: SourceFile): Span[] => {
    const spans = taken.get(file) ?? [];
    taken.set(file, spans);
    return spans;
  };
  const names = new Set<string>();
  const deleted = new Set<SourceFile>();
  return candidates.filter(({ fix }) => {
    const created = filesOf(fix, 'create').map(({ name }) => name.toLowerCase());
    const gone = filesOf(fix, 'delete').map(({ file }) => file);
    const isBlocked =
      fix.edits.some(({ file, span }) => deleted.has(file) || isTaken(span, spansOf(file))) ||
      created.some((name) => names.has(name)) ||
      gone.some((file) => deleted.has(file) || spansOf(file).length > 0);
    if (isBlocked) return false;
    for (const { file, span } of fix.edits) spansOf(file).splice(indexOf(span, spansOf(file)), 0, span);
    for (const name of created) names.add(name);
    for (const file of gone) deleted.add(file);
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
