import { findProjectsAround } from '../discover/find-projects.js';
import { readProjectFiles } from '../discover/read-project.js';
import { readProject, type Project } from '../model/project.js';
import type { Options } from '../cli/parse-flags.js';
import type { Ports } from '../ports/ports.js';

/** Somebody who asks for more at once means another folder. */
const MAX_PROJECTS = 20;

/** The projects of the working directory, read. */
export async function projectsHere(
  { platform }: Pick<Options, 'platform'>,
  ports: Ports,
): Promise<readonly Project[]> {
  const roots = await findProjectsAround(ports);
  return roots
    .slice(0, MAX_PROJECTS)
    .map((root) => readProject(readProjectFiles(root, ports.files), { platform }));
}
