import { DEFAULT_FORMAT } from '../report/formats.js';
import { isSubcommand } from '../cli/commands.js';
import { UsageError } from '../cli/usage-error.js';
import type { Options } from '../cli/parse-flags.js';
import { hidingSecrets, jsonText } from '../report/text/json-text.js';

/** Of all JSON that commands print: a key may be added to it, but none may go or mean something else. docs/formats.md says so. */
const SCHEMA_VERSION = 1;

/** What people read: the default of every command, which may be named. */
export const TEXT_FORMAT = 'text';

/**
 * Whether a command that looks something up prints JSON: with `--format json`, instead of text for people.
 * @throws UsageError for a format that only reports of findings have
 */
export function asksJson({ command, format }: Pick<Options, 'command' | 'format'>): boolean {
  if (format === 'json') return true;
  if (format === DEFAULT_FORMAT || format === TEXT_FORMAT) return false;
  const asked = isSubcommand(command) ? `The command "${command}"` : `Flag --${command}`;
  throw new UsageError(`${asked} prints text or json, not ${format}.`);
}

/** What a command prints as JSON. */
export const commandJson = (facts: object): string =>
  jsonText({ schemaVersion: SCHEMA_VERSION, ...facts }, 2, hidingSecrets);
