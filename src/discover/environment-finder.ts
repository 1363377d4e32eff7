import { dirname, join, resolve } from 'node:path';
import type { NamedEnvironment, ProjectEnvironments, ProjectFile } from '../model/project.js';
import { type FileSystem, type FolderEntry, ReadError } from '../ports/file-system.js';
import { SourceFile } from '../source/index.js';
import {
  MAX_ENVIRONMENT_DEPTH,
  MAX_ENVIRONMENT_FILES,
  MAX_ENVIRONMENT_FOLDERS,
  MAX_FILE_BYTES,
} from '../util/limits.js';
import { oncePerName } from '../util/memo.js';
import { relativePath } from '../util/paths.js';
import { DESCRIBES_ENVIRONMENT, ENVIRONMENT_FILE } from './environment-names.js';
import { hasSeveralProjects } from './find-projects.js';
import { isInside } from './is-inside.js';
import { repositoryOf } from './repository-root.js';

/** Folders of the tools that create environments: they are searched, in a project and in the folders above it. */
const FOLDERS: ReadonlySet<string> = new Set([
  ...['aws', 'cdk', 'cdk.out', 'cfn', 'cloudformation', 'deploy', 'deployment', 'devops', 'iac', 'infra'],
  ...['infrastructure', 'ops', 'terraform', 'tf'],
]);

/** Folders in them that are not searched. */
const SKIPPED = /^(?:\.terraform|\.git|node_modules|asset\..*)$/;

/** The same in one of these folders, where templates have any name. */
const FILE_IN_FOLDER =
  /\.(?:tf|template|ya?ml)$|\.template\.json$|^(?:template|stack|cloudformation|cfn|eb|beanstalk|elasticbeanstalk|environment)[\w-]*\.json$/;

/** A file that describes environments, with its text. */
interface Described {
  readonly path: string;
  readonly text: string;
}

/** Finds the files that describe the environments of projects. Each folder is looked into once; no link is followed. */
export class EnvironmentFinder {
  readonly #inFolder: (folder: string) => readonly Described[];
  readonly #repositoryOf: (folder: string) => string | undefined;
  readonly #hasOtherProjects: (top: string) => boolean;

  constructor(readonly files: FileSystem) {
    this.#inFolder = oncePerName((folder: string) => this.#search(folder, this.#list(folder)));
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
    const own = this.#search(root, entries);
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

  #list(folder: string): readonly FolderEntry[] {
    try {
      return this.files.list(folder);
    } catch {
      return [];
    }
  }

  /** The files of a folder, and those of the folders in it that tools have. */
  #search(folder: string, entries: readonly FolderEntry[]): readonly Described[] {
    const found: Described[] = [];
    const waiting: { readonly path: string; readonly depth: number }[] = [];
    let folders = 0;
    let read = 0;
    const take = (parent: string, { name, kind }: FolderEntry, pattern: RegExp) => {
      if (kind !== 'file' || !pattern.test(name) || read >= MAX_ENVIRONMENT_FILES) return;
      read++;
      const path = join(parent, name);
      const text = this.#textOf(path);
      if (text !== undefined) found.push({ path, text });
    };
    for (const entry of entries) {
      take(folder, entry, ENVIRONMENT_FILE);
      if (entry.kind === 'folder' && FOLDERS.has(entry.name))
        waiting.push({ path: join(folder, entry.name), depth: 1 });
    }
    for (let next = waiting.shift(); next && folders < MAX_ENVIRONMENT_FOLDERS; next = waiting.shift()) {
      folders++;
      const { path, depth } = next;
      for (const entry of this.#list(path)) {
        take(path, entry, FILE_IN_FOLDER);
        if (entry.kind === 'folder' && depth < MAX_ENVIRONMENT_DEPTH && !SKIPPED.test(entry.name))
          waiting.push({ path: join(path, entry.name), depth: depth + 1 });
      }
    }
    return found;
  }

  /** The text of a file that describes an environment. */
  #textOf(path: string): string | undefined {
    try {
      const text = this.files.read(path, MAX_FILE_BYTES);
      return DESCRIBES_ENVIRONMENT.test(text) ? text : undefined;
    } catch {
      return undefined;
    }
  }

  #isInRepository(root: string, path: string): boolean {
    const top = this.#repositoryOf(root) ?? root;
    return isInside(this.files.realPath(path), this.files.realPath(top));
  }

  /** A file that is named: why it cannot be read matters. */
  #read(root: string, path: string, { isFlag }: Exclude<NamedEnvironment, 'elsewhere'>): ProjectFile {
    const name = relativePath(root, path);
    try {
      if (!isFlag && !this.#isInRepository(root, path))
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
