import { colorEnvironment, wantsColor } from '../../cli/color.js';
import type { Options } from '../../cli/parse-flags.js';
import type { Ports } from '../../ports/ports.js';

/** Decides on colour once, for this program and for the libraries that will be loaded. */
export function colorOf(
  { color: flag, outputFile }: Options,
  { env, stdout, setEnvironment }: Ports,
): boolean {
  const color = wantsColor({ flag, env, isTTY: () => outputFile === undefined && stdout.isTTY });
  setEnvironment(colorEnvironment(color));
  return color;
}
