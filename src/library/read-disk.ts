import { resolve } from 'node:path';
import { findProjects as findRoots } from '../discover/find-projects.js';
import { readProjectFiles as readFiles } from '../discover/read-project.js';
import { disk } from '../io/disk.js';
import type { ProjectFiles } from '../model/project.js';
import { checkParameter } from './checked-parameters.js';

/**
 * The absolute paths of the projects that some paths name, sorted, each once. A folder means the projects in it,
 * a file the project that it belongs to, a pattern such as `services/*` what it matches.
 * @param cwd what relative paths start from
 * @throws ReadError for a path that leads nowhere
 */
export async function findProjects(paths: readonly string[], cwd: string = resolve()): Promise<string[]> {
  checkParameter(Array.isArray(paths), 'paths', 'an array of paths');
  return findRoots(paths, {
    files: disk,
    cwd: resolve(cwd),
    expandGlob: async (pattern, folder) => (await import('../io/expand-glob.js')).expandGlob(pattern, folder),
  });
}

/**
 * Reads what concerns Elastic Beanstalk in the project of a folder. What cannot be read inside it becomes a file with a
 * reason.
 * @throws ReadError where the folder itself cannot be listed
 */
export function readProjectFiles(root: string): ProjectFiles {
  checkParameter(typeof root === 'string', 'root', 'a path');
  return readFiles(resolve(root), disk);
}
