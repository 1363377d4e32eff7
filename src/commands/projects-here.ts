import { findProjectsAround } from '../discover/find-projects.js';
import { readProjectFiles } from '../discover/read-project.js';
import { readProject, type Project } from '../model/project.js';
import type { Ports } from '../ports/ports.js';
import { configuredProjects, type ConfigurationOptions } from './configuration/configured-projects.js';
import { MAX_PROJECTS_BELOW } from '../knowledge/limits.js';

/** The projects of the working directory, read. */
export async function projectsHere(options: ConfigurationOptions, ports: Ports): Promise<readonly Project[]> {
  const roots = await findProjectsAround(ports);
  const input = { roots: roots.slice(0, MAX_PROJECTS_BELOW), files: ports.files };
  const projects = await configuredProjects(input, options, ports);
  return projects.map(({ root, options: own }) => readProject(readProjectFiles(root, ports.files), own));
}
