import { wantsColor } from '../cli/color.js';
import { isSubcommand } from '../cli/commands.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import type { Ports } from '../ports/ports.js';
import { DEFAULT_FORMAT } from '../report/formats.js';
import { type Paint, painter } from '../report/text/ansi.js';
import { hidingSecrets, jsonText } from '../report/text/json-text.js';

/** Of all JSON that commands print: a key may be added to it, but none may go or mean something else. docs/formats.md says so. */
const SCHEMA_VERSION = 1;

/** What people read: the default of every command, which may be named. */
export const TEXT_FORMAT = 'text';

/**
 * What a command prints: text for people, or one of its own formats.
 * @throws UsageError for another one, such as those that only reports of findings have
 */
export function formatOf<Format extends string>(
  { command, format }: Pick<Options, 'command' | 'format'>,
  formats: readonly Format[],
): Format | typeof TEXT_FORMAT {
  if (format === DEFAULT_FORMAT || format === TEXT_FORMAT) return TEXT_FORMAT;
  const own = formats.find((known) => known === format);
  if (own !== undefined) return own;
  const asked = isSubcommand(command) ? `The command "${command}"` : `Flag --${command}`;
  const before = [TEXT_FORMAT, ...formats.slice(0, -1)].join(', ');
  throw new UsageError(`${asked} prints ${before} or ${formats.at(-1)}, not ${format}.`);
}

/** Whether a command that looks something up prints JSON. @throws UsageError as above */
export const asksJson = (options: Pick<Options, 'command' | 'format'>): boolean =>
  formatOf(options, ['json']) === 'json';

/** What a command prints as JSON. */
export const commandJson = (facts: object): string =>
  jsonText({ schemaVersion: SCHEMA_VERSION, ...facts }, 2, hidingSecrets);

/** How a command writes for people. */
interface CommandLayout {
  readonly cwd: string;
  readonly color: boolean;
  readonly paint: Paint;
  readonly width: number;
}

/** As wide as a report of findings is where nothing says otherwise. */
const WIDTH = 80;

/** As wide and colored as the terminal wants it. */
export function layoutOf(
  { color: flag }: Pick<Options, 'color'>,
  { cwd, env, stdout }: Ports,
): CommandLayout {
  const color = wantsColor({ flag, env, isTTY: () => stdout.isTTY });
  return { cwd, color, paint: painter(color), width: stdout.columns ?? WIDTH };
}
