import type { Options } from '../../cli/parse-flags.js';
import { findProjects } from '../../discover/find-projects.js';
import type { Ports } from '../../ports/ports.js';
import { checkForCommand } from './check-for-command.js';
import { ARCHIVE, type Input } from './input.js';
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
