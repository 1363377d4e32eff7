import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { WriteError } from '../../ports/file-system.js';
import type { NewFile, Ports, Undo } from '../../ports/ports.js';
import { reasonOf } from '../disk.js';
import { attempt, withOpenFolder } from './open-folder.js';
import { placeToWrite } from './place-to-write.js';
import { checkReplaceable, replaceFile, withTarget } from './replace-file.js';
import { makeTemporary, removeStaleTemporaries } from './temporary-file.js';

/** Changes of the files of projects on this disk. */
export const diskWrites: Pick<
  Ports,
  'checkPlace' | 'checkWrite' | 'createFile' | 'replaceFile' | 'deleteFile' | 'removeStaleTemporaries'
> = {
  checkPlace: (path, root) => void placeToWrite(path, root),
  checkWrite: (kind, path, root) => {
    CHECKS[kind](path, root);
  },
  createFile,
  replaceFile,
  deleteFile,
  removeStaleTemporaries,
};

const CHECKS = { create: checkCreatable, replace: checkReplaceable, delete: checkReplaceable } as const;

/**
 * Makes a new file in a project, whole or not at all, with the folders above it.
 * @returns what deletes it, with the folders that were made for it
 * @throws WriteError, also where something of that name is there
 */
export function createFile(path: string, { text, isExecutable }: NewFile, root: string): Undo {
  return put(path, text, root, { mode: (isExecutable ? 0o777 : 0o666) & ~process.umask() });
}

/** @param owner where it is not who runs this */
function put(
  path: string,
  text: string,
  root: string,
  { mode, owner }: { readonly mode: number; readonly owner?: Pick<Stats, 'uid' | 'gid'> },
): Undo {
  const made: string[] = [];
  try {
    withOpenFolder(makeFolders(path, root, made), (open) => {
      if (!open.isInPlace()) throw new WriteError(path, 'its folder was moved');
      const temporary = makeTemporary(open.path);
      try {
        writeFileSync(temporary.handle, text);
        if (owner)
          attempt(() => {
            fchownSync(temporary.handle, owner.uid, owner.gid);
          });
        chmodSync(temporary.path, mode);
        // What is deleted elsewhere is on the disk here before.
        attempt(() => {
          fsyncSync(temporary.handle);
        });
        putInPlace(temporary.path, join(open.path, basename(path)));
      } finally {
        closeSync(temporary.handle);
        attempt(() => {
          rmSync(temporary.path);
        });
      }
      open.sync();
    });
  } catch (error) {
    removeEmpty(made);
    throw error instanceof WriteError ? error : new WriteError(path, reasonOf(error));
  }
  return () => {
    deleteFile(path, text, root);
    removeEmpty(made);
  };
}

/** Neither way replaces what is there; not every disk knows links. */
function putInPlace(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch {
    copyFileSync(temporary, target, constants.COPYFILE_EXCL);
  }
}

/**
 * Makes the folders above something that is to be created, one level after the other.
 * @param made takes the folders that were made
 * @returns the real path of the last one
 */
function makeFolders(path: string, root: string, made: string[]): string {
  const { real, missing } = placeToWrite(path, root);
  if (missing.length === 0) throw Object.assign(new Error(path), { code: 'EEXIST' });
  const folders = missing.slice(0, -1);
  for (const next of folders) {
    mkdirSync(next);
    made.push(next);
  }
  return folders.at(-1) ?? real;
}

/** The folders that were made and are still empty. */
function removeEmpty(made: readonly string[]): void {
  for (const folder of made.toReversed())
    attempt(() => {
      rmdirSync(folder);
    });
}

/** @throws WriteError where `createFile` would refuse, as far as that is known without writing */
function checkCreatable(path: string, root: string): void {
  try {
    const { real, missing } = placeToWrite(path, root);
    if (missing.length === 0) throw Object.assign(new Error(path), { code: 'EEXIST' });
    accessSync(real, constants.W_OK);
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(path, reasonOf(error));
  }
}

/**
 * Deletes a file of a project.
 * @returns what makes it again
 * @throws WriteError where the file may not be changed, or is not what was read any more
 */
export function deleteFile(path: string, before: string, root: string): Undo {
  let undo: Undo = () => undefined;
  withTarget(path, root, ({ name, folder, inspect }) => {
    const { stats, bytes } = inspect();
    if (!bytes.equals(Buffer.from(before))) throw new WriteError(path, 'it has changed since it was read');
    rmSync(join(folder.path, name));
    folder.sync();
    undo = () => void put(path, before, root, { owner: stats, mode: stats.mode & 0o777 });
  });
  return undo;
}
