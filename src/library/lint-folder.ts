import { resolve } from 'node:path';
import { lintProject, type LintOptions, type LintReport } from '../lint/lint-project.js';
import type { ProjectFiles } from '../model/bundle/project-files.js';
import { checkedOptions } from './checked-options.js';
import { findProjects, readProjectFiles } from './read-disk.js';

/** What was found in one project of a folder. */
export interface FolderReport extends LintReport {
  /** What was read, with the absolute path of the project's root. */
  readonly files: ProjectFiles;
}

/**
 * Checks every project in a folder on the disk, as `eblint FOLDER` does; none where there is no project.
 * @throws ReadError for a folder that cannot be read, TypeError for options that do not exist
 */
export async function lintFolder(folder: string, options: LintOptions = {}): Promise<FolderReport[]> {
  const checked = checkedOptions(options);
  const roots = await findProjects([resolve(folder)]);
  return roots.map((root) => {
    const files = readProjectFiles(root);
    return { files, ...lintProject(files, checked) };
  });
}
