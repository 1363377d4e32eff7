import { ConfigurationError } from '../configuration/configuration-error.js';
import { withoutSecrets } from '../knowledge/secrets/secret-text.js';
import { ReadError, WriteError } from '../ports/file-system.js';
import { GitError, WatchError } from '../ports/ports.js';
import { withoutCommands } from '../report/text/build-commands.js';
import { visible, withoutControls } from '../report/text/one-line.js';
import { FormatterError, UsageError } from './usage-error.js';

/** What goes wrong outside of eblint. */
const EXPECTED = [
  UsageError,
  ConfigurationError,
  ReadError,
  WriteError,
  GitError,
  FormatterError,
  WatchError,
];

/** Whether an error is what a user can fix, and not a bug. */
export const isExpected = (error: unknown): boolean => EXPECTED.some((kind) => error instanceof kind);

/** The lines of a message: only mistakes in a configuration are several. */
const linesOf = (error: Error): readonly string[] =>
  error instanceof ConfigurationError ? error.lines : [error.message];

/** What a user can fix is one line for each mistake; anything else is a bug, shown with its stack. */
export function failureText(error: unknown): string {
  if (isExpected(error))
    return linesOf(error as Error)
      .map((line) => `eblint: ${visible(line)}\n`)
      .join('');
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `eblint: This is a bug in eblint. Please report it.\n${withoutCommands(withoutControls(withoutSecrets(stack)))}\n`;
}
