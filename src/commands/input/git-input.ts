import { resolve } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { findProjects, isPattern } from '../../discover/find-projects.js';
import { readProjectFiles } from '../../discover/read-project.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import type { Input } from './input.js';
import { touchedRoots } from './touched-roots.js';

/** Projects as git would commit them (`--staged`) or as they are on the disk; with `--changed`, those that a change touches. */
export async function gitInput(options: Options, ports: Ports): Promise<Input> {
  const { paths, staged, changed } = options;
  const repository = await ports.openRepository(ports.cwd);
  const files = staged ? repository.index() : ports.files;
  const found = await findProjects(pathsIn(files, paths, ports), { ...ports, files });
  if (changed === undefined) {
    // They are read again, one after the other; what the index has of them is fetched at once.
    repository.fetching(() => found.map((root) => readProjectFiles(root, files)));
    return { roots: found, files };
  }
  const before = repository.mergeBase(changed);
  const isKnown = staged ? () => true : repository.isKnown;
  const roots = repository.fetching(() => touchedRoots(found, { before, files, isKnown }, options, ports));
  return { roots, files, mayBeEmpty: true };
}

/**
 * The paths of which there is something: a folder on the disk may have no files in git.
 * @throws UsageError for what is nowhere, and may be meant as the commit
 */
function pathsIn(files: FileSystem, paths: readonly string[], { cwd, files: disk }: Ports): string[] {
  return paths.filter((path) => {
    const place = resolve(cwd, path);
    if (files.kindOf(place) !== 'missing' || isPattern(path)) return true;
    if (disk.kindOf(place) !== 'missing') return false;
    throw new UsageError(`There is no path "${path}". To name a commit, write --changed=${path}.`);
  });
}
