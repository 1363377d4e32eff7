import { resolve } from 'node:path';
import { COMMAND_NAMES, isSubcommand } from '../../cli/commands.js';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { findProjects } from '../../discover/find-projects.js';
import type { Archive } from '../../model/project.js';
import type { FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import { editDistance, nearest } from '../../util/nearest.js';

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

/** What to write instead of a word that is a command of other programs. */
const INSTEAD: Readonly<Record<string, (rest: readonly string[]) => string>> = {
  catalog: () => 'eblint catalogue',
  check: (paths) => ['eblint', ...paths].join(' '),
  diff: (paths) => ['eblint --fix-dry-run', ...paths].join(' '),
  explain: ([rule = 'RULE']) => `eblint --explain ${rule}`,
  fix: (paths) => ['eblint --fix', ...paths].join(' '),
  help: ([command = '']) => (isSubcommand(command) ? `eblint ${command} --help` : 'eblint --help'),
  init: () => 'eblint --init',
  lint: (paths) => ['eblint', ...paths].join(' '),
  rules: () => 'eblint --list-rules',
  statistics: (paths) => ['eblint --statistics', ...paths].join(' '),
  version: () => 'eblint --version',
  watch: (paths) => ['eblint --watch', ...paths].join(' '),
  ...Object.fromEntries(
    COMMAND_NAMES.map((name) => [name, (names: readonly string[]) => ['eblint', name, ...names].join(' ')]),
  ),
};

/** A command is near with one edit, or with two that leave its beginning: `graf`, but not `web` for `why`. */
const commandNear = (word: string): string | undefined =>
  nearest(word, Object.keys(INSTEAD), 1) ??
  COMMAND_NAMES.find(
    (name) => word.length > 3 && name.startsWith(word.slice(0, 3)) && editDistance(word, name) <= 2,
  );

/**
 * Answers a first path that does not exist and looks like a command as one.
 * @throws UsageError that says what to write instead
 */
export function checkForCommand([word, ...rest]: readonly string[], { cwd, files }: Ports): void {
  if (word === undefined || !/^[a-z-]+$/.test(word) || files.kindOf(resolve(cwd, word)) !== 'missing') return;
  const known = Object.hasOwn(INSTEAD, word) ? word : commandNear(word);
  const instead = known === undefined ? undefined : INSTEAD[known]?.(rest);
  if (instead !== undefined)
    throw new UsageError(`There is no command or path "${word}". Did you mean \`${instead}\`?`);
}
