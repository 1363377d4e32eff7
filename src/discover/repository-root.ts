import { dirname, join } from 'node:path';
import type { FileSystem } from '../ports/file-system.js';

/** The folder of the git repository that a folder is in; undefined where there is none. */
export function repositoryOf(folder: string, files: Pick<FileSystem, 'kindOf'>): string | undefined {
  if (files.kindOf(join(folder, '.git')) !== 'missing') return folder;
  return dirname(folder) === folder ? undefined : repositoryOf(dirname(folder), files);
}

/** The same, or the working directory where there is none. */
export const repositoryRoot = ({
  cwd,
  files,
}: {
  readonly cwd: string;
  readonly files: FileSystem;
}): string => repositoryOf(cwd, files) ?? cwd;
