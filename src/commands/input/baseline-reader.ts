import { resolve, sep } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { findBaseline } from '../../discover/find-baseline.js';
import { readBaseline } from '../../discover/read-baseline.js';
import { ConfigurationError } from '../../configuration/configuration-error.js';
import { ReadError, type FileSystem } from '../../ports/file-system.js';
import { groupBy } from '../../util/group-by.js';

type PathAndText = readonly [path: string, text: string];

/**
 * What the file of suppressions says of each project: nothing, or its path with a text that differs where the suppressions
 * do. A file that is not right concerns all projects: to check any of them tells what is wrong.
 */
export function baselineReader(
  roots: readonly string[],
  files: FileSystem,
  { suppressionsLocation }: Pick<Options, 'suppressionsLocation'>,
  cwd: string,
): (root: string) => readonly PathAndText[] {
  const place = findBaseline(suppressionsLocation, { files, cwd });
  const { path, exists } = place;
  if (!exists) return () => [];
  try {
    const { baseline, baselineFolder } = readBaseline(place, files, { isWritten: false });
    const rootsAbove = folderFinder(roots);
    const byRoot = groupBy(
      Object.entries(baseline).map(([file, rules]) => [resolve(baselineFolder, file), rules] as const),
      ([file]) => rootsAbove(file),
    );
    return (root) => {
      const own = byRoot.get(root);
      return own ? [[path, JSON.stringify(own)]] : [];
    };
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof ReadError)) throw error;
    return () => [[path, error.message]];
  }
}

/** Tells which of some folders a path is in, whatever the length of the path. */
function folderFinder(folders: readonly string[]): (path: string) => readonly string[] {
  const known = new Set(folders);
  const lengths = [...new Set(folders.map(({ length }) => length))];
  return (path) =>
    lengths.flatMap((length) => {
      const folder = path.slice(0, length);
      return path[length] === sep && known.has(folder) ? [folder] : [];
    });
}
