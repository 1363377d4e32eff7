import { pathInArchive } from '../model/bundle/archive.js';
import type { OpenArchive } from '../ports/ports.js';
import type { TreeFile } from './tree-files.js';

/** The files of an archive as a tree. What leads out of it is left out. */
export function archivedFiles({ entries }: Pick<OpenArchive, 'entries'>): TreeFile[] {
  const unnoted = entries.some(({ kind, mode }) => kind === 'file' && isExecutable(mode)) ? false : undefined;
  return entries.flatMap(({ name, kind, mode, read }) => {
    const path = pathInArchive(name);
    return path === undefined ? [] : [{ path, kind, isExecutable: isExecutable(mode) ?? unnoted, read }];
  });
}

/** Git notes the modes of executable files only: https://git-scm.com/docs/git-archive */
const isExecutable = (mode: number | undefined): boolean | undefined =>
  mode === undefined ? undefined : (mode & 0o111) !== 0;
