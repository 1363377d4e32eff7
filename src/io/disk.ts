import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { ReadError, type FileSystem, type FolderEntry, type PathKind } from './file-system.js';

/** The file system of this machine. */
export const disk: FileSystem = { kindOf, list, read };

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EISDIR: 'it is a folder',
  ELOOP: 'the links go in a circle',
  EEXIST: 'there is a file of that name',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
};

function kindOf(path: string): PathKind {
  const target = attempt(() => statSync(path));
  if (target) return kindOfStats(target);
  return attempt(() => lstatSync(path))?.isSymbolicLink() ? 'broken link' : 'missing';
}

function list(folder: string): FolderEntry[] {
  return reading(folder, () => readdirSync(folder, { withFileTypes: true }))
    .map((entry) => ({
      name: entry.name,
      kind: entry.isSymbolicLink() ? ('link' as const) : kindOfStats(entry),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function read(path: string): string {
  return reading(path, () => readFileSync(path, 'utf8'));
}

function kindOfStats(stats: Stats | Dirent): PathKind {
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
    throw new ReadError(path, reasonOf(error));
  }
}

/** Why a call of the file system failed, as a clause for a message. */
export function reasonOf(error: unknown): string {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? code;
}
