import { dirname, resolve } from 'node:path';
import { ConfigurationFinder, onlyPath } from '../discover/find-configuration.js';
import { loadConfiguration } from '../discover/load-configuration.js';
import { disk } from '../io/disk.js';
import { ALL_RULES } from '../lint/lint-project.js';
import type { LintOptions } from './options.js';

type ReadConfiguration = Pick<LintOptions, 'configuration' | 'configurationFolder'>;

export const NO_CONFIGURATION: ReadConfiguration = {};

/**
 * Reads the configuration file of a project from the disk, as the program does: the nearest one from the project's folder
 * up to that of its repository, with all that it builds on. Nothing in it is executed.
 * @param root absolute path of the project
 * @returns options for `lintProject` and `ProjectLinter`: none where there is no file
 * @throws ConfigurationError with all its mistakes, and an Error where a file cannot be read
 */
export const readConfiguration = (root: string): ReadConfiguration => ({ ...configurationReader()(root) });

/** Reads configurations of projects as `readConfiguration` does, each once. */
export function configurationReader(): (root: string) => ReadConfiguration {
  const cwd = resolve();
  const finder = new ConfigurationFinder({ files: disk, cwd });
  const rules = ALL_RULES.map(({ id }) => id);
  const known = new Map<string, ReadConfiguration>();
  const read = (path: string, top: string): ReadConfiguration => {
    const { configuration } = loadConfiguration(path, {
      files: disk,
      packages: disk,
      top,
      known: rules,
      cwd,
    });
    return { configuration, configurationFolder: dirname(path) };
  };
  return (root) => {
    const found = finder.find(resolve(root));
    if (!found) return NO_CONFIGURATION;
    const path = onlyPath(found, cwd);
    const options = known.get(path) ?? read(path, found.top);
    known.set(path, options);
    return options;
  };
}
