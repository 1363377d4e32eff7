import { resolve } from 'node:path';
import { findBaseline } from '../discover/find-baseline.js';
import { readBaseline } from '../discover/read-baseline.js';
import { readProjectFiles as readFiles } from '../discover/read-project.js';
import { disk } from '../io/disk.js';
import { today } from '../io/today.js';
import { lintProject } from '../lint/lint-project.js';
import type { LintReport } from '../lint/lint-report.js';
import type { ProjectFiles } from '../model/project.js';
import { oncePer } from '../util/memo.js';
import { checkedOptions } from './checked-options.js';
import { checkParameter } from './checked-parameters.js';
import { linterOptions } from './linter-options.js';
import type { LintOptions } from './options.js';
import { configurationReader, NO_CONFIGURATION } from './read-configuration.js';
import { findProjects } from './read-disk.js';

/** What was found in one project of a folder. */
export interface FolderReport extends LintReport {
  /** What was read, with the absolute path of the project's root. */
  readonly files: ProjectFiles;
}

/**
 * Checks every project in a folder on the disk, as `eblint FOLDER` does, with the configuration file and the file of
 * suppressions where the options have none; none where there is no project.
 * @throws ReadError for a folder that cannot be read, TypeError for options that do not exist, ConfigurationError for a
 * configuration that is not right
 */
export async function lintFolder(folder: string, options: LintOptions = {}): Promise<FolderReport[]> {
  checkParameter(typeof folder === 'string', 'folder', 'a path');
  checkedOptions(options);
  const roots = await findProjects([resolve(folder)]);
  const defaults = { today: today(), ...baselineFor(resolve(folder), options) };
  const configurationOf = options.configuration ? () => NO_CONFIGURATION : configurationReader();
  const optionsWith = oncePer((configuration: LintOptions) =>
    linterOptions({ ...defaults, ...configuration, ...options }),
  );
  return roots.flatMap((root) => {
    const own = optionsWith(configurationOf(root))(root);
    if (own.policy?.isIgnoredProject(root)) return [];
    const files = readFiles(resolve(root), disk, own);
    return [{ files, ...lintProject(files, own) }];
  });
}

function baselineFor(folder: string, { baseline }: LintOptions): LintOptions {
  const place = findBaseline(undefined, { files: disk, cwd: folder });
  return baseline || !place.exists ? {} : readBaseline(place, disk, { isWritten: false });
}
