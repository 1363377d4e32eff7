import { resolve } from 'node:path';
import { nearest } from '../util/nearest.js';
import { COMMAND_NAMES, isSubcommand } from '../cli/commands.js';
import { UsageError } from '../cli/usage-error.js';
import type { Ports } from '../ports/ports.js';

/** What to write instead of a word that is a command of other programs. */
const INSTEAD: Readonly<Record<string, (rest: readonly string[]) => string>> = {
  catalog: () => 'eblint catalogue',
  check: (paths) => ['eblint', ...paths].join(' '),
  explain: ([rule = 'RULE']) => `eblint --explain ${rule}`,
  fix: (paths) => ['eblint --fix', ...paths].join(' '),
  help: ([command = '']) => (isSubcommand(command) ? `eblint ${command} --help` : 'eblint --help'),
  lint: (paths) => ['eblint', ...paths].join(' '),
  rules: () => 'eblint --list-rules',
  version: () => 'eblint --version',
  ...Object.fromEntries(
    COMMAND_NAMES.map((name) => [name, (names: readonly string[]) => ['eblint', name, ...names].join(' ')]),
  ),
};

/**
 * Answers a first path that does not exist and looks like a command as one.
 * @throws UsageError that says what to write instead
 */
export function checkForCommand([word, ...rest]: readonly string[], { cwd, files }: Ports): void {
  if (word === undefined || !/^[a-z-]+$/.test(word) || files.kindOf(resolve(cwd, word)) !== 'missing') return;
  const known = Object.hasOwn(INSTEAD, word) ? word : nearest(word, Object.keys(INSTEAD), 1);
  const instead = known === undefined ? undefined : INSTEAD[known]?.(rest);
  if (instead !== undefined)
    throw new UsageError(`There is no command or path "${word}". Did you mean \`${instead}\`?`);
}
