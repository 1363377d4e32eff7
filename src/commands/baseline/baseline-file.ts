import { dirname } from 'node:path';
import { UsageError } from '../../cli/usage-error.js';
import { isInside } from '../../discover/is-inside.js';
import { baselineFault, type Baseline, type BaselineEntry } from '../../lint/baseline.js';
import { ReadError, type FileSystem } from '../../ports/file-system.js';
import { groupBy } from '../../util/group-by.js';
import { compareBytes } from '../../util/compare-bytes.js';
import type { BaselinePlace } from './find-baseline.js';

/** See docs/limits.md. */
const MAX_BYTES = 16 * 2 ** 20;

/** What a file of suppressions holds, and the folder that its files are relative to. */
export interface LoadedBaseline {
  readonly baseline: Baseline;
  readonly baselineFolder: string;
}

/**
 * Reads a file of suppressions; an empty one where there is none, unless one is named that will not be written.
 * @throws UsageError where it holds something else, ReadError
 */
export function readBaseline(
  { path, exists, top }: BaselinePlace,
  files: FileSystem,
  { isWritten }: { isWritten: boolean },
): LoadedBaseline {
  const baselineFolder = dirname(path);
  if (!exists) {
    if (isWritten || top !== undefined) return { baseline: {}, baselineFolder };
    throw new ReadError(path, 'no such file or folder');
  }
  if (top !== undefined && !isInside(files.realPath(path), files.realPath(top)))
    throw new ReadError(path, `it leads out of ${top}`);
  const data = dataOf(files.read(path, MAX_BYTES));
  const fault = baselineFault(data);
  if (fault !== undefined)
    throw new UsageError(
      `${path} is not a file of suppressions: ${fault}. Delete it and use --suppress-all.`,
    );
  return { baseline: data as Baseline, baselineFolder };
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

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
