import { basename, join, resolve } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { findProjects } from '../../discover/find-projects.js';
import { TreeFiles, type TreeFile } from '../../io/tree-files.js';
import { folderOfProject, partsOf } from '../../model/bundle/archive.js';
import type { Archive } from '../../model/project.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { OpenArchive, Ports } from '../../ports/ports.js';
import { SourceFile } from '../../source/index.js';
import { ARCHIVE, type Input } from './input.js';

/**
 * The projects in archives that would be uploaded, and those of the other paths. The files of `app.zip` are seen below
 * `app.zip!`, as in the URLs of Java.
 */
export async function archiveInput({ paths, fix }: Options, ports: Ports): Promise<Input> {
  const archives = new Map<string, Archive>();
  const others: string[] = [];
  let files: FileSystem = ports.files;
  for (const path of new Set(paths)) {
    const absolute = resolve(ports.cwd, path);
    if (!ARCHIVE.test(path) || ports.files.kindOf(absolute) !== 'file') {
      others.push(path);
      continue;
    }
    if (fix === 'write') throw new UsageError(`Flag --fix cannot change the archive ${path}.`);
    const open = await ports.openArchive(absolute);
    const archive = { file: new SourceFile(absolute, basename(path), ''), ...open };
    const top = `${absolute}!`;
    files = new TreeFiles(treeFilesOf(open), top, files, { isClosed: true });
    archives.set(join(top, folderOfProject(archive) ?? ''), archive);
  }
  const roots = [...archives.keys(), ...(await findProjects(others, ports))];
  return { roots, files, archives };
}

/** What leads out of the archive is left out. */
function treeFilesOf({ entries }: OpenArchive): TreeFile[] {
  const unnoted = entries.some(({ kind, mode }) => kind === 'file' && isExecutable(mode)) ? false : undefined;
  return entries.flatMap(({ name, kind, mode, read }) => {
    const parts = partsOf(name);
    if (parts.length === 0 || parts.includes('..') || name.includes('\0')) return [];
    return [{ path: parts.join('/'), kind, isExecutable: isExecutable(mode) ?? unnoted, read }];
  });
}

/** Git notes the modes of executable files only: https://git-scm.com/docs/git-archive */
const isExecutable = (mode: number | undefined): boolean | undefined =>
  mode === undefined ? undefined : (mode & 0o111) !== 0;
