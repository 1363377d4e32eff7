import { DEFAULT_FORMAT } from '../report/formats.js';
import { UsageError } from '../cli/usage-error.js';
import type { Options } from '../cli/parse-flags.js';

/** Of all JSON that commands print: a key may be added to it, but none may go or mean something else. docs/formats.md says so. */
export const SCHEMA_VERSION = 1;

/**
 * Whether a command that looks something up prints JSON: with `--format json`, instead of text for people.
 * @throws UsageError for a format that only reports of findings have
 */
export function asksJson({ command, format }: Pick<Options, 'command' | 'format'>): boolean {
  if (format === 'json') return true;
  if (format === DEFAULT_FORMAT) return false;
  const asked = FLAGS.has(command) ? `Flag --${command}` : `The command "${command}"`;
  throw new UsageError(`${asked} prints text or json, not ${format}.`);
}

/** What is asked for by a flag instead of a word. */
const FLAGS: ReadonlySet<Options['command']> = new Set(['list-rules', 'explain', 'report-suppressions']);
