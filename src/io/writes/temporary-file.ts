import { closeSync, existsSync, fstatSync, lstatSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { attempt } from './open-folder.js';
import { placeToWrite } from './place-to-write.js';

/**
 * A temporary file of a process: its name ends in its own inode number, which is unknown to whoever commits or packs a
 * file, so one that a killed run left is known for ours. Until that number is known it is new, and empty.
 */
const NAME = /^\.eblint-(\d{1,10})-(\d+|new[a-z\d]+)\.tmp$/;

export interface TemporaryFile {
  readonly path: string;
  readonly handle: number;
}

/** Makes an empty file that only its owner can read. */
export function makeTemporary(folder: string): TemporaryFile {
  // Not node:crypto: loading it costs a fifth of Node's own start.
  const random = Math.random().toString(36).slice(2);
  const start = join(folder, `.eblint-${process.pid}-new${random}.tmp`);
  const handle = openSync(start, 'wx', 0o600);
  try {
    const path = join(folder, `.eblint-${process.pid}-${fstatSync(handle, { bigint: true }).ino}.tmp`);
    if (existsSync(path)) throw Object.assign(new Error(path), { code: 'EEXIST' });
    renameSync(start, path);
    return { path, handle };
  } catch (error) {
    closeSync(handle);
    rmSync(start, { force: true });
    throw error;
  }
}

/**
 * Removes the temporary files that killed runs left.
 * @returns the paths of what was removed
 */
export const removeStaleTemporaries = (paths: readonly string[], root: string): string[] =>
  paths.filter((path) => {
    const [, pid, mark] = NAME.exec(basename(path)) ?? [];
    return pid && mark && attempt(() => removeStale(path, root, { pid, mark }));
  });

/** What the name of a temporary file says. */
interface Origin {
  readonly pid: string;
  readonly mark: string;
}

function removeStale(path: string, root: string, origin: Origin): boolean {
  placeToWrite(path, root);
  if (!isStale(path, origin)) return false;
  rmSync(path);
  return true;
}

function isStale(path: string, { pid, mark }: Origin): boolean {
  const stats = lstatSync(path, { bigint: true });
  const isOwn = process.getuid === undefined || stats.uid === BigInt(process.getuid());
  const isNew = mark.startsWith('new');
  const isMarked = isNew ? stats.size === 0n : mark === String(stats.ino);
  // A new file is for a moment there under both of its names.
  const hasOwnLinks = stats.nlink <= (isNew ? 1n : 2n);
  return stats.isFile() && hasOwnLinks && isOwn && isMarked && !isRunning(Number(pid));
}

/**
 * A file with this process's own number is from an earlier one: what this one makes is gone before any process looks
 * for it.
 */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
