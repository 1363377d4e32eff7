import { dirname, resolve } from 'node:path';
import { ConfigurationFinder, onlyPath } from '../discover/find-configuration.js';
import { loadConfiguration } from '../discover/load-configuration.js';
import { disk } from '../io/disk.js';
import { ALL_RULES } from '../lint/lint-project.js';
import type { LintOptions } from './linter-options.js';

/**
 * Reads the configuration file of a project from the disk, as the program does: the nearest one from the project's folder
 * up to that of its repository, with all that it builds on. Nothing in it is executed.
 * @param root absolute path of the project
 * @returns options for `lintProject` and `ProjectLinter`: none where there is no file
 * @throws ConfigurationError with all its mistakes, and an Error where a file cannot be read
 */
export function readConfiguration(root: string): Pick<LintOptions, 'configuration' | 'configurationFolder'> {
  const cwd = resolve();
  const found = new ConfigurationFinder({ files: disk, cwd }).find(resolve(root));
  if (!found) return {};
  const path = onlyPath(found, cwd);
  const known = ALL_RULES.map(({ id }) => id);
  const { configuration } = loadConfiguration(path, {
    files: disk,
    packages: disk,
    top: found.top,
    known,
    cwd,
  });
  return { configuration, configurationFolder: dirname(path) };
}
