import { isUtf8 } from 'node:buffer';
import type { Dirent, Stats } from 'node:fs';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryOf } from '../discover/repository-root.js';
import {
  type ExecutePermission,
  type FileSystem,
  type FolderEntry,
  type PathKind,
  ReadError,
  SizeError,
} from '../ports/file-system.js';
import { keepsModes } from './git/keeps-modes.js';

/** The file system of this machine. */
export const disk: FileSystem = { kindOf, list, read, realPath, isExecutable };

const IS_FOLDER = 'it is a folder';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ERR_ACCESS_DENIED: 'permission denied',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EISDIR: IS_FOLDER,
  ELOOP: 'its links form a loop',
  EEXIST: 'a file with this name exists',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EPIPE: 'its reader closed it',
  EBADF: 'it is not open for writing',
  EFBIG: 'the file would be too large',
  EDQUOT: 'the quota is used up',
  // Windows, while another program writes it.
  EBUSY: 'another program uses it',
};

function kindOf(path: string): PathKind {
  // What is not there is nothing unusual: an error for each costs more than the question.
  const target = attempt(() => statSync(path, { throwIfNoEntry: false }));
  if (target) return kindOfStats(target);
  const link = attempt(() => lstatSync(path, { throwIfNoEntry: false }));
  return link?.isSymbolicLink() ? 'broken link' : 'missing';
}

function list(folder: string): FolderEntry[] {
  const entries = reading(folder, () => readdirSync(folder, { withFileTypes: true }));
  const listed = entries.some(({ name }) => name.includes('\uFFFD'))
    ? reading(folder, () => entriesInBytes(folder))
    : entries.map((entry) => ({ name: entry.name, kind: kindOfEntry(entry) }));
  return listed
    .filter(
      ({ name, kind }) => !(kind === 'link' && name.startsWith('.#') && isEmacsLock(join(folder, name))),
    )
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * Whether a link is the lock of Emacs for a file with unsaved changes, such as `.#app.config`. It is gone once the file is
 * saved, and leads nowhere: to `USER@HOST.PID`, and often `:` with the time of the start of the machine.
 */
const isEmacsLock = (link: string): boolean =>
  /^[^/@]*@[^/]*\.\d+(?::\d+)?$/.test(attempt(() => readlinkSync(link)) ?? '');

/** What is not UTF-8 has no path that leads to it. It comes last, so that it hides no file that really has the name. */
function entriesInBytes(folder: string): FolderEntry[] {
  const entries = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  const isKnown = (entry: (typeof entries)[number]) => isUtf8(entry.name) || entry.isDirectory();
  const known = entries.filter(isKnown);
  const others = entries.filter((entry) => !isKnown(entry));
  return [
    ...known.map((entry) => ({ name: entry.name.toString('utf8'), kind: kindOfEntry(entry) })),
    ...others.map(({ name }) => ({ name: name.toString('utf8'), kind: 'missing' as const })),
  ];
}

const kindOfEntry = (
  entry: Pick<Dirent, 'isSymbolicLink' | 'isFile' | 'isDirectory'>,
): FolderEntry['kind'] => (entry.isSymbolicLink() ? 'link' : kindOfStats(entry));

function read(path: string, maxBytes = Infinity): string {
  return reading(path, () => {
    const file = openSync(path, READ_ONLY);
    try {
      const { size } = statsOfFile(file, path);
      if (size > maxBytes) throw new SizeError(path, maxBytes);
      return textOf(file, path, size);
    } finally {
      closeSync(file);
    }
  });
}

function realPath(path: string): string {
  return reading(path, () => realpathSync(path));
}

/** A missing permission proves something only where git, which wrote the file, keeps its modes, or where there is no git. */
function isExecutable(path: string): ExecutePermission {
  const stats = attempt(() => statSync(path, { throwIfNoEntry: false }));
  if (!stats?.isFile() || process.platform === 'win32') return undefined;
  if ((stats.mode & EXECUTE) !== 0) return true;
  const folder = dirname(path);
  if (repositoryOf(folder, disk) === undefined) return 'unproven';
  return keepsModes(folder, disk) ? false : undefined;
}

const EXECUTE = 0o111;

/**
 * What was a file a moment ago may be a pipe by now: opening it must not wait for its other end. Windows knows no such
 * flag.
 */
export const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** @throws ReadError where what is open is no file */
export function statsOfFile(file: number, path: string): Stats {
  const stats = fstatSync(file);
  if (stats.isDirectory()) throw new ReadError(path, IS_FOLDER);
  if (!stats.isFile()) throw new ReadError(path, 'it is neither a file nor a folder');
  return stats;
}

/** Never more than the file held when it was opened: one that grows all the time would have no end. */
function textOf(file: number, path: string, size: number): string {
  const bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  let read: number;
  do {
    read = readSync(file, bytes, length, bytes.length - length, null);
    length += read;
  } while (read > 0);
  if (length > size) throw new ReadError(path, 'it changed while it was read');
  return bytes.toString('utf8', 0, length);
}

function kindOfStats(stats: Pick<Stats, 'isFile' | 'isDirectory'>): PathKind {
  return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'special';
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function reading<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof ReadError ? error : new ReadError(path, reasonOf(error));
  }
}

/** Why a call of the file system failed, as a clause for a message. */
export function reasonOf(error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? code;
}
