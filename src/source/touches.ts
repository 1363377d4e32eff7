import { partitionPoint } from '../util/partition-point.js';
import type { Span } from './place.js';

/** Whether an edit changes one of many stretches of text, or inserts something right beside it. */
export function touching(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  // How far the spans up to each one reach: they may hold each other.
  let reach = -1;
  const reaches = sorted.map(({ end }) => (reach = Math.max(reach, end)));
  return ({ start, end }) => {
    const count = partitionPoint(sorted, (span) => span.start <= end);
    return (reaches[count - 1] ?? -Infinity) >= start;
  };
}
