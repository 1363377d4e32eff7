import type { Options } from '../../cli/parse-flags.js';
import { findProjects } from '../../discover/find-projects.js';
import type { Archive } from '../../model/project.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import { checkForCommand } from '../check-for-command.js';

/** What a run checks. */
export interface Input {
  readonly roots: readonly string[];
  /** As what the projects are seen: as they are on the disk, or as git or an editor has them. */
  readonly files: FileSystem;
  /** Whether it is all right that there is nothing to check. */
  readonly mayBeEmpty?: boolean;
  /** The archives that projects lie in, by the roots of these. */
  readonly archives?: ReadonlyMap<string, Archive>;
  /** The only file that is asked about. */
  readonly only?: string;
}

/** Names of archives that Elastic Beanstalk unpacks as a source bundle. */
export const ARCHIVE = /\.(?:zip|war)$/i;

/** @throws UsageError, ReadError and GitError for what the user can fix */
export async function findInput(options: Options, ports: Ports): Promise<Input> {
  if (options.stdinFilename !== undefined) {
    const { standardInput } = await import('./standard-input.js');
    return standardInput(options.stdinFilename, ports);
  }
  if (options.staged || options.changed !== undefined) {
    const { gitInput } = await import('./git-input.js');
    return gitInput(options, ports);
  }
  checkForCommand(options.paths, ports);
  if (options.paths.some((path) => ARCHIVE.test(path))) {
    const { archiveInput } = await import('./archive-input.js');
    return archiveInput(options, ports);
  }
  return { roots: await findProjects(options.paths, ports), files: ports.files };
}
