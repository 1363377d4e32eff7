import { basename, join, resolve } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { findProjects } from '../../discover/find-projects.js';
import { archivedFiles } from '../../io/archived-files.js';
import { TreeFiles } from '../../io/tree-files.js';
import { folderOfProject } from '../../model/bundle/archive.js';
import type { Archive } from '../../model/project.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
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
    files = new TreeFiles(archivedFiles(open), top, files, { isClosed: true });
    archives.set(join(top, folderOfProject(archive) ?? ''), archive);
  }
  const roots = [...archives.keys(), ...(await findProjects(others, ports))];
  return { roots, files, archives };
}
