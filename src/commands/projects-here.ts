import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { findProjects, findProjectsAround, MARKERS_IN_WORDS } from '../discover/find-projects.js';
import { readProjectFiles } from '../discover/read-project.js';
import { EACH_PLACE } from '../lint/bounded.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { lintModel } from '../lint/lint-project.js';
import { type Project, readProject } from '../model/project.js';
import type { Ports } from '../ports/ports.js';
import {
  type ConfigurationOptions,
  type ConfiguredProject,
  configuredProjects,
} from './configuration/configured-projects.js';

/** Whoever asks for more projects at once has another folder in mind. */
const MAX_PROJECTS_BELOW = 20;

/** The projects of the working directory, read. */
export async function projectsHere(options: ConfigurationOptions, ports: Ports): Promise<readonly Project[]> {
  const roots = await findProjectsAround(ports);
  const input = { roots: roots.slice(0, MAX_PROJECTS_BELOW), files: ports.files };
  const projects = await configuredProjects(input, options, ports);
  return projects.map(({ root, options: own }) => readProject(readProjectFiles(root, ports.files, own), own));
}

/**
 * The projects at the paths of a command, or in the working directory where it has none.
 * @throws UsageError where there is none
 */
export async function projectsAt(
  options: ConfigurationOptions & Pick<Options, 'paths'>,
  ports: Ports,
): Promise<readonly ConfiguredProject[]> {
  const roots = await findProjects(options.paths.length > 0 ? options.paths : ['.'], ports);
  if (roots.length === 0) throw noProject();
  return configuredProjects({ roots, files: ports.files }, options, ports);
}

export const noProject = (): UsageError =>
  new UsageError(`There is no Elastic Beanstalk project here: looked for ${MARKERS_IN_WORDS}.`);

/** A project with what rules report of it, each at its own place. */
interface LintedProject {
  readonly root: string;
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
}

export function lintedProject({ root, options }: ConfiguredProject, ports: Ports): LintedProject {
  const project = readProject(readProjectFiles(root, ports.files, options), options);
  return { root, project, diagnostics: lintModel(project, options, undefined, EACH_PLACE).diagnostics };
}
