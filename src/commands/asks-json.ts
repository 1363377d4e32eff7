import { formatNames } from '../report/formats.js';
import { UsageError } from '../cli/usage-error.js';
import type { Options } from '../cli/parse-flags.js';

/**
 * Whether a command that looks something up prints JSON: with `--format json`, instead of text for people.
 * @throws UsageError for a format that only reports of findings have
 */
export function asksJson({ command, format }: Pick<Options, 'command' | 'format'>): boolean {
  if (format === 'json') return true;
  if (format === formatNames[0]) return false;
  throw new UsageError(`The command "${command}" prints text or json, not ${format}.`);
}
