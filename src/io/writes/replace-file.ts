import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WriteError } from '../../ports/file-system.js';
import type { Replacing, Undo } from '../../ports/ports.js';
import { reasonOf } from '../disk.js';
import { attempt, type OpenFolder, withOpenFolder } from './open-folder.js';
import { placeToWrite } from './place-to-write.js';
import { makeTemporary } from './temporary-file.js';

/** @throws WriteError where `replaceFile` would refuse, as far as that is known without writing */
export function checkReplaceable(path: string, root: string): void {
  withTarget(path, root, ({ inspect, folder }) => {
    inspect();
    accessSync(folder.path, constants.W_OK);
  });
}

/**
 * Replaces the text of a file that is there, whole or not at all: owner and permissions stay.
 * @returns what puts the old text back
 * @throws WriteError where the file may not be replaced, or is not what was read any more
 */
export function replaceFile(path: string, { before, after }: Replacing, root: string): Undo {
  withTarget(path, root, ({ name, folder, inspect }) => {
    const was = inspect();
    const temporary = makeTemporary(folder.path);
    try {
      fill(temporary, after, was.stats, path);
      const now = inspect();
      const isSame = now.bytes.equals(Buffer.from(before)) && isSameFile(was.stats, now.stats);
      if (!isSame || !folder.isInPlace()) throw new WriteError(path, 'it has changed since it was read');
      renameSync(temporary.path, join(folder.path, name));
    } catch (error) {
      attempt(() => {
        rmSync(temporary.path);
      });
      throw error;
    }
    folder.sync();
    if (!folder.isInPlace()) throw new WriteError(path, 'its folder was moved');
  });
  return () => void replaceFile(path, { before: after, after: before }, root);
}

interface Target {
  readonly name: string;
  readonly folder: OpenFolder;
  /** What the file is at this moment; throws where it may not be replaced. */
  readonly inspect: () => { readonly stats: Stats; readonly bytes: Buffer };
}

export function withTarget(path: string, root: string, action: (target: Target) => void): void {
  try {
    const { real, missing } = placeToWrite(path, root);
    if (missing.length > 0) throw Object.assign(new Error(path), { code: 'ENOENT' });
    const name = basename(real);
    withOpenFolder(dirname(real), (folder) => {
      if (!folder.isInPlace()) throw new WriteError(path, 'its folder was moved');
      action({ name, folder, inspect: () => inspect(join(folder.path, name), path) });
    });
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(path, reasonOf(error));
  }
}

/** What was a file a moment ago may be a link or a pipe by now. Windows knows no such flags. */
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function inspect(file: string, path: string): ReturnType<Target['inspect']> {
  const handle = openSync(file, OPEN);
  try {
    const stats = fstatSync(handle);
    const reason = refusalOf(stats);
    if (reason) throw new WriteError(path, reason);
    accessSync(file, constants.W_OK);
    return { stats, bytes: readFileSync(handle) };
  } finally {
    closeSync(handle);
  }
}

/** Root may write all files, but one that its owner may not write must not be written. */
function refusalOf(stats: Stats): string | undefined {
  if (!stats.isFile()) return 'it is not a file';
  if ((stats.mode & 0o200) === 0) return 'it is read-only';
  return stats.nlink > 1 ? 'it has several hard links, and the others would keep the old text' : undefined;
}

const isSameFile = (a: Stats, b: Stats): boolean =>
  a.ino === b.ino && a.dev === b.dev && a.mode === b.mode && a.uid === b.uid && a.gid === b.gid;

/** Writes a temporary file to the disk and closes it: others may read it only when it is whole. */
function fill(
  temporary: ReturnType<typeof makeTemporary>,
  text: string,
  { uid, gid, mode }: Stats,
  path: string,
): void {
  const { handle } = temporary;
  try {
    writeFileSync(handle, text);
    const own = fstatSync(handle);
    if ((own.uid !== uid || own.gid !== gid) && !attempt(() => (fchownSync(handle, uid, gid), true)))
      throw new WriteError(path, 'its owner cannot be kept');
    ifAllowed(
      () => {
        fchmodSync(handle, mode & 0o777);
      },
      () => {
        chmodSync(temporary.path, mode & 0o777);
      },
    );
    ifAllowed(
      () => {
        fsyncSync(handle);
      },
      () => undefined,
    );
  } finally {
    closeSync(handle);
  }
}

/** Node's permission model allows no changes through handles, only through paths. */
function ifAllowed(action: () => void, otherwise: () => void): void {
  try {
    action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ACCESS_DENIED') throw error;
    otherwise();
  }
}
