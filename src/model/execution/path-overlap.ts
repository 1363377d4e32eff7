import { MAX_COMPARED_PATH_CHARACTERS } from '../../util/limits.js';

/** Tells whether a path is one of some others, lies below one or has one below it. */
export function pathOverlap(paths: Iterable<string>): (path: string) => boolean {
  const known = new Set(paths);
  const above = new Set([...known].flatMap(foldersAbove));
  return (path) =>
    known.has(path) || above.has(path) || foldersAbove(path).some((folder) => known.has(folder));
}

/**
 * The folder of a pattern such as `/srv/hooks/*.sh`, as it is unknown which of its files it is; other paths as they
 * are.
 */
export const withoutPattern = (path: string): string => path.replace(/\/[^/*?[]*[*?[][^]*$/, '');

/** Every folder that a path lies in, with and without the slash at its end. */
export const foldersAbove = (path: string): string[] =>
  path.length > MAX_COMPARED_PATH_CHARACTERS
    ? []
    : [...path.matchAll(/\//g)].flatMap(({ index }) => [path.slice(0, index), path.slice(0, index + 1)]);
