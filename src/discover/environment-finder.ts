import { dirname, resolve } from 'node:path';
import type { NamedEnvironment, ProjectEnvironments, ProjectFile } from '../model/project.js';
import { type FileSystem, type FolderEntry, ReadError } from '../ports/file-system.js';
import { SourceFile } from '../source/index.js';
import { MAX_FILE_BYTES } from '../util/limits.js';
import { oncePerName } from '../util/memo.js';
import { relativePath } from '../util/paths.js';
import { type Described, describedIn, listed } from './environment-search.js';
import { hasSeveralProjects } from './find-projects.js';
import { leadsOut } from './open-file.js';
import { repositoryOf } from './repository-root.js';

/** Finds the files that describe the environments of projects. Each folder is looked into once; no link is followed. */
export class EnvironmentFinder {
  readonly #inFolder: (folder: string) => readonly Described[];
  readonly #repositoryOf: (folder: string) => string | undefined;
  readonly #hasOtherProjects: (top: string) => boolean;

  constructor(readonly files: FileSystem) {
    this.#inFolder = oncePerName((folder: string) => describedIn(folder, listed(folder, files), files));
    this.#repositoryOf = oncePerName((folder: string) => repositoryOf(folder, files));
    this.#hasOtherProjects = oncePerName((top: string) => hasSeveralProjects(top, files));
  }

  /**
   * What describes the environments of a project; undefined where nothing does. What is above a project is its own where the
   * repository has no other one.
   * @param entries what is in its root
   */
  find(
    root: string,
    entries: readonly FolderEntry[],
    named?: NamedEnvironment,
  ): ProjectEnvironments | undefined {
    if (named === 'elsewhere') return { files: [], isElsewhere: true };
    if (named)
      return { files: named.paths.map((path) => this.#read(root, resolve(path), named)), names: named.names };
    const own = describedIn(root, entries, this.files);
    const above = this.#above(root);
    const [first] = above;
    const isUnclear = first !== undefined && this.#hasOtherProjects(this.#repositoryOf(root) ?? root);
    const found = isUnclear ? own : [...own, ...above];
    if (found.length > 0) return { files: found.map((file) => sourceOf(root, file)) };
    return first && { files: [], unclear: sourceOf(root, first) };
  }

  #above(root: string): readonly Described[] {
    const top = this.#repositoryOf(root);
    const found: Described[] = [];
    if (top === undefined) return found;
    for (let folder = root; folder !== top;) {
      folder = dirname(folder);
      found.push(...this.#inFolder(folder));
    }
    return found;
  }

  /** A file that is named: why it cannot be read matters. */
  #read(root: string, path: string, { isFlag }: Exclude<NamedEnvironment, 'elsewhere'>): ProjectFile {
    const name = relativePath(root, path);
    const top = this.#repositoryOf(root) ?? root;
    try {
      if (leadsOut(path, { top, isFlag }, this.files))
        return { name, path, unreadable: 'it is outside of the repository' };
      return sourceOf(root, { path, text: this.files.read(path, MAX_FILE_BYTES) });
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      return { name, path, unreadable: error.reason };
    }
  }
}

function sourceOf(root: string, { path, text }: Described): ProjectFile {
  const name = relativePath(root, path);
  return { name, path, source: new SourceFile(path, name, text) };
}
