import { dirname, join, resolve } from 'node:path';
import type { FileSystem } from '../ports/file-system.js';
import { repositoryRoot } from './repository-root.js';

export const BASELINE_NAME = 'eblint-suppressions.json';

export interface BaselinePlace {
  readonly path: string;
  readonly exists: boolean;
  /** The folder that it may not lead out of. */
  readonly top: string;
  /** The command line names it: then it may also be elsewhere. */
  readonly isFlag: boolean;
}

/** Where the file of suppressions is: the one that is named, or the nearest from the working directory up to the repository. */
export function findBaseline(
  named: string | undefined,
  { files, cwd }: { readonly files: FileSystem; readonly cwd: string },
): BaselinePlace {
  const isThere = (path: string): boolean => files.kindOf(path) !== 'missing';
  const top = repositoryRoot({ cwd, files });
  if (named !== undefined) {
    const path = resolve(cwd, named);
    return { path, exists: isThere(path), top, isFlag: true };
  }
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, BASELINE_NAME);
    if (isThere(path)) return { path, exists: true, top, isFlag: false };
    if (folder === top || dirname(folder) === folder)
      return { path: join(cwd, BASELINE_NAME), exists: false, top, isFlag: false };
  }
}
