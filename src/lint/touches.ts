import { partitionPoint, type Span } from '../source/index.js';

/** Whether an edit changes a stretch of text, or inserts something right beside it. */
export const touches = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;

/** Whether a span touches one of many. */
export function touching(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  // How far the spans up to each one reach: they may hold each other.
  let reach = -1;
  const reaches = sorted.map(({ end }) => (reach = Math.max(reach, end)));
  return ({ start, end }) => {
    const count = partitionPoint(sorted, (span) => span.start <= end);
    return count > 0 && reaches[count - 1]! >= start;
  };
}
