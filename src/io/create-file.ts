import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { WriteError } from '../ports/file-system.js';
import type { NewFile } from '../ports/ports.js';
import { isInside } from '../discover/is-inside.js';
import { reasonOf } from './disk.js';
import { withOpenFolder } from './open-folder.js';
import { withTarget } from './replace-file.js';
import { makeTemporary } from './temporary-file.js';

/**
 * Makes a new file in a project, whole or not at all, with the folders above it. No link is followed out of the project.
 * @throws WriteError, also where something of that name is there
 */
export function createFile(path: string, { text, isExecutable }: NewFile, root: string): void {
  try {
    const folder = makeFolder(dirname(path), path, root);
    withOpenFolder(folder, (open) => {
      if (!open.isInPlace()) throw new WriteError(path, 'its folder was moved');
      const target = join(open.path, basename(path));
      const temporary = makeTemporary(open.path);
      try {
        writeFileSync(temporary.handle, text);
        chmodSync(temporary.path, (isExecutable ? 0o777 : 0o666) & ~process.umask());
        putInPlace(temporary.path, target);
      } finally {
        closeSync(temporary.handle);
        rmSync(temporary.path, { force: true });
      }
      open.sync();
    });
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(path, reasonOf(error));
  }
}

/** Neither way replaces what is there; not every disk knows links. */
function putInPlace(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(temporary, target, constants.COPYFILE_EXCL);
  }
}

/** The real path of a folder below the root, made where it is not there, one level after the other. */
function makeFolder(folder: string, path: string, root: string): string {
  const realRoot = realpathSync(root);
  let real = realRoot;
  for (const name of relative(root, folder).split(sep)) {
    if (name === '') continue;
    const next = join(real, name);
    if (lstatSync(next, { throwIfNoEntry: false }) === undefined) mkdirSync(next);
    real = realpathSync(next);
    if (name === '..' || !isInside(real, realRoot)) throw new WriteError(path, 'it is outside the project');
  }
  return real;
}

/**
 * Deletes a file of a project.
 * @throws WriteError where the file may not be changed, or is not what was read any more
 */
export function deleteFile(path: string, before: string, root: string): void {
  withTarget(path, root, ({ name, folder, inspect }) => {
    if (lstatSync(path).isSymbolicLink()) throw new WriteError(path, 'it is a link');
    if (!inspect().bytes.equals(Buffer.from(before)))
      throw new WriteError(path, 'it has changed since it was read');
    rmSync(join(folder.path, name));
    folder.sync();
  });
}
