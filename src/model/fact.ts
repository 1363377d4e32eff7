import { oncePer, reused } from '../util/memo.js';
import type { Project } from './project.js';

/**
 * What follows from a project: computed when it is first asked for, kept as long as the project. The only memory of a
 * project; what belongs to one file or script is remembered with it by `oncePer`, so that a change of one file keeps the rest.
 * In a `ChangingProject`, a fact is computed again where a file or a fact that it reads has changed, and only then. One that
 * means the same as before stays the same object, so that nothing that reads it is computed again.
 * @param name the name of the constant: `--timing` prints it
 */
export const fact = <T>(name: string, compute: (project: Project) => T): Fact<T> =>
  oncePer((project: Project) => {
    const { measure } = project.options;
    return measure ? measure(name, () => compute(project)) : compute(project);
  }, reused);

export type Fact<T> = (project: Project) => T;
