import { dirname } from 'node:path';
import { ConfigurationError } from '../configuration/configuration-error.js';
import { type Baseline, baselineFault } from '../lint/suppressions/baseline.js';
import { type FileSystem, ReadError } from '../ports/file-system.js';
import { MAX_BASELINE_BYTES } from '../util/limits.js';
import type { BaselinePlace } from './find-baseline.js';
import { openFile } from './open-file.js';

/** What a file of suppressions holds, and the folder that its files are relative to. */
export interface LoadedBaseline {
  readonly baseline: Baseline;
  readonly baselineFolder: string;
}

/**
 * Reads a file of suppressions; an empty one where there is none, unless one is named that will not be written.
 * @throws ConfigurationError where it holds something else, ReadError
 */
export function readBaseline(
  { path, exists, top, isFlag }: BaselinePlace,
  files: FileSystem,
  { isWritten }: { isWritten: boolean },
): LoadedBaseline {
  const baselineFolder = dirname(path);
  if (!exists) {
    if (isWritten || !isFlag) return { baseline: {}, baselineFolder };
    throw new ReadError(path, 'no such file or folder');
  }
  const data = dataOf(openFile(path, { top, isFlag }, files, MAX_BASELINE_BYTES));
  const fault = baselineFault(data);
  if (fault !== undefined)
    throw new ConfigurationError([
      {
        message: `${path} is not a file of suppressions: ${fault}`,
        help: 'Delete it and use --suppress-all.',
      },
    ]);
  return { baseline: data as Baseline, baselineFolder };
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
