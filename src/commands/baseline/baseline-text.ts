import type { BaselineEntry } from '../../lint/baseline.js';
import { compareBytes } from '../../util/compare-bytes.js';
import { groupBy } from '../../util/group-by.js';

/** The text of a file of suppressions: sorted, so that a change shows in a diff as what it is. */
export function baselineText(entries: Iterable<BaselineEntry>): string {
  const kept = [...entries].filter(({ count }) => count > 0);
  const data = nested(
    kept,
    ({ file }) => file,
    (ofFile) =>
      nested(
        ofFile,
        ({ ruleId }) => ruleId,
        (ofRule) =>
          nested(
            ofRule,
            ({ path }) => path,
            ([entry]) => entry?.count,
          ),
      ),
  );
  return `${JSON.stringify(data, null, 2)}\n`;
}

const nested = (
  entries: readonly BaselineEntry[],
  keyOf: (entry: BaselineEntry) => string,
  valueOf: (entries: readonly BaselineEntry[]) => unknown,
): object =>
  Object.fromEntries(
    [...groupBy(entries, (entry) => [keyOf(entry)])]
      .sort(([a], [b]) => compareBytes(a, b))
      .map(([key, own]) => [key, valueOf(own)]),
  );
