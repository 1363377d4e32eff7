import { dirname, join, resolve } from 'node:path';
import { ConfigurationError } from '../configuration/configuration-error.js';
import type { FileSystem } from '../ports/file-system.js';
import { relativePath } from '../util/paths.js';
import { isInside } from './is-inside.js';

/** The names of eblint's own configuration file. */
export const CONFIGURATION_NAMES: readonly string[] = [
  'eblint.config.yaml',
  'eblint.config.yml',
  'eblint.config.json',
  '.eblintrc',
  '.eblintrc.yaml',
  '.eblintrc.yml',
  '.eblintrc.json',
];

export interface FoundConfiguration {
  /** Several only where one folder has several, of which none is known to be the intended one. */
  readonly paths: readonly [string, ...string[]];
  /** The folder that nothing is read outside of. */
  readonly top: string;
}

/**
 * The path of a configuration.
 * @throws ConfigurationError where it is unknown which one is intended
 */
export function onlyPath({ paths: [path, ...others] }: FoundConfiguration, cwd: string): string {
  if (others.length === 0) return path;
  const names = [path, ...others].map((other) => relativePath(cwd, other));
  throw new ConfigurationError([
    { message: `There are several configuration files: ${names.join(', ')}`, help: 'Keep one of them.' },
  ]);
}

/** Where configurations are looked for. */
export interface ConfigurationPorts {
  readonly files: FileSystem;
  readonly cwd: string;
}

/** Finds the configuration of projects, each folder looked into once. */
export class ConfigurationFinder {
  readonly #files: FileSystem;
  readonly #cwd: string;
  readonly #named = new Map<string, readonly string[]>();
  readonly #repositories = new Map<string, string | undefined>();

  constructor({ files, cwd }: ConfigurationPorts) {
    this.#files = files;
    this.#cwd = cwd;
  }

  /** The nearest configuration of a folder, from there up to its top. */
  find(root: string): FoundConfiguration | undefined {
    const top = this.#topOf(root);
    for (let folder = root; ; folder = dirname(folder)) {
      const [first, ...others] = this.#pathsIn(folder);
      if (first !== undefined) return { paths: [first, ...others], top };
      if (folder === top || dirname(folder) === folder) return undefined;
    }
  }

  /** The configuration that a path names, below the working directory. */
  named(path: string): FoundConfiguration {
    const absolute = resolve(this.#cwd, path);
    const folder = dirname(absolute);
    // The folder itself may be reached by a link out of the repository.
    const own = this.#repositoryOf(this.#cwd);
    const top = own !== undefined && isInside(absolute, own) ? own : (this.#repositoryOf(folder) ?? folder);
    return { paths: [absolute], top };
  }

  /**
   * The repository that a folder is in. Where there is none, the folder in which eblint runs if the folder is in it: what
   * lies further up may belong to other users.
   */
  #topOf(folder: string): string {
    return this.#repositoryOf(folder) ?? (isInside(folder, this.#cwd) ? this.#cwd : folder);
  }

  #repositoryOf(folder: string): string | undefined {
    if (!this.#repositories.has(folder)) this.#repositories.set(folder, this.#lookForRepository(folder));
    return this.#repositories.get(folder);
  }

  #lookForRepository(folder: string): string | undefined {
    if (this.#files.kindOf(join(folder, '.git')) !== 'missing') return folder;
    const parent = dirname(folder);
    return parent === folder ? undefined : this.#repositoryOf(parent);
  }

  #pathsIn(folder: string): readonly string[] {
    const known = this.#named.get(folder);
    if (known) return known;
    const paths = CONFIGURATION_NAMES.map((name) => join(folder, name)).filter(
      (path) => this.#files.kindOf(path) !== 'missing',
    );
    this.#named.set(folder, paths);
    return paths;
  }
}
