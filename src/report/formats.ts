import { withoutCommands } from './text/build-commands.js';
import type { Formatter } from './formatter.js';

/** The built-in formats; each is loaded only when it is the one to print. */
const FORMATS: ReadonlyMap<string, () => Promise<Formatter>> = new Map([
  ['frames', async () => (await import('./frames.js')).frames],
  ['pretty', async () => (await import('./pretty.js')).pretty],
  ['stylish', async () => (await import('./stylish.js')).stylish],
  ['compact', async () => (await import('./compact.js')).compact],
  ['unix', async () => (await import('./unix.js')).unix],
  ['json', async () => (await import('./json.js')).json],
  ['github', async () => (await import('./github.js')).github],
]);

/** The names of the built-in formats. */
export const formatNames: readonly string[] = [...FORMATS.keys()];

export const DEFAULT_FORMAT = 'frames';

/** Loads a built-in format; undefined for any other name. */
export const loadFormat = (name: string): Promise<Formatter> | undefined =>
  FORMATS.get(name)?.().then((format) => (COMMANDING.has(name) ? format : quiet(format)));

/** Formats whose lines are commands, and whose texts they keep apart themselves. */
const COMMANDING: ReadonlySet<string> = new Set(['github']);

/** A format that commands no build service, whatever is in a project and whatever the format makes of it. */
export const quiet =
  (format: Formatter): Formatter =>
  async (results, context) =>
    withoutCommands(await format(results, context));
