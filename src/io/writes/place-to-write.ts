import { lstatSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isInside } from '../../discover/is-inside.js';
import { WriteError } from '../../ports/file-system.js';
import { isVersionControl } from '../../util/version-control.js';
import { reasonOf } from '../disk.js';

/** Where something may be written. */
export interface PlaceToWrite {
  /** The real path of it, as far as that is there. */
  readonly real: string;
  /** The paths of what is not there: the folders above it from the first to the last, and what is to be written. */
  readonly missing: readonly string[];
}

/**
 * Whatever is created, replaced or deleted below a folder is found here, and only here. Links matter only for reading: whoever
 * wrote a project may have made one that leads to a hook of git, or to other files of the user.
 *
 * @param root may itself be reached over links: its user has named it
 * @throws WriteError for what is outside, what a link leads to, and what belongs to version control
 */
export function placeToWrite(path: string, root: string): PlaceToWrite {
  try {
    const realRoot = realpathSync(root);
    let real = realRoot;
    const missing: string[] = [];
    let isFolder = true;
    for (const name of relative(root, path).split(sep)) {
      const next = join(missing.at(-1) ?? real, name);
      if (!isFolder) throw new WriteError(path, 'a folder above it is a file');
      if (!isInside(next, realRoot)) throw new WriteError(path, 'it is outside the project');
      const stats = lstatSync(next, { throwIfNoEntry: false });
      if (stats?.isSymbolicLink()) throw new WriteError(path, reasonForLink(next, { path, root, realRoot }));
      if (stats) real = next;
      else missing.push(next);
      isFolder = stats?.isDirectory() ?? true;
    }
    refuseVersionControl(path, missing.at(-1) ?? real);
    return { real, missing };
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(path, reasonOf(error));
  }
}

/** @throws WriteError where a real path leads into a folder of version control */
export function refuseVersionControl(path: string, real: string): void {
  // A name may have the separator of another system.
  const part = real.split(/[\\/]/).find(isVersionControl);
  if (part !== undefined) throw new WriteError(path, `${part} belongs to version control`);
}

function reasonForLink(
  link: string,
  { path, root, realRoot }: { readonly path: string; readonly root: string; readonly realRoot: string },
): string {
  const way = relative(realRoot, link);
  return way === relative(root, path) ? 'it is a link' : `${way} is a link`;
}
