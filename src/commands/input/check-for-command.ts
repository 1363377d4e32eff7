import { resolve } from 'node:path';
import { COMMAND_NAMES, isSubcommand } from '../../cli/commands.js';
import { UsageError } from '../../cli/usage-error.js';
import type { Ports } from '../../ports/ports.js';
import { editDistance, nearest } from '../../util/nearest.js';

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
