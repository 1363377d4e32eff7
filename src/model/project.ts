import type { SupportedGeneration } from '../knowledge/platform/platforms.js';
import type { ProjectFiles } from './bundle/project-files.js';
import type { KnownOptions } from './settings/settings.js';

/**
 * One Elastic Beanstalk application root, the folder that would be zipped and deployed. What its files mean are facts, see
 * `fact.ts`: functions of the project, exported from the folder of their subject.
 */
export interface Project {
  /** All that is in the folder, be it deployed or not. */
  readonly files: ProjectFiles;
  readonly options: ProjectOptions;
}

export interface ProjectOptions {
  /** A platform name that overrules what the project's files say. */
  readonly platform?: string | undefined;
  /** A generation that overrules the one of the platform: the one to which a project is to move. */
  readonly generation?: SupportedGeneration | undefined;
  /** What is known to exist though the catalogue does not list it. */
  readonly policy?: KnownOptions | undefined;
  /** Measures how long facts take. */
  readonly measure?: Measure | undefined;
}

/** Calls a function and returns what it returns; calls may be nested. */
export type Measure = <T>(name: string, compute: () => T) => T;

/** A project with what its facts are computed from. Nothing is read or parsed before a fact is asked for. */
export const readProject = (files: ProjectFiles, options: ProjectOptions = {}): Project => ({
  files,
  options,
});
