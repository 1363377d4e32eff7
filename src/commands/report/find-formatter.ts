import type { Options } from '../../cli/parse-flags.js';
import type { Ports } from '../../ports/ports.js';
import { loadFormat, neutralized } from '../../report/formats.js';
import type { Formatter } from '../../report/formatter.js';

/**
 * A built-in format, or else one from elsewhere.
 * @param color decides on color: some packages do while they are loaded
 */
export async function findFormatter(
  options: Options,
  ports: Ports,
  color: () => boolean,
): Promise<Formatter> {
  const formatter = await loadFormat(options.format);
  if (formatter) return formatter;
  const { foreignFormatter } = await import('./foreign-formatter.js');
  color();
  return neutralized(await foreignFormatter(options, ports));
}
