import { resolve } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import type { Ports } from '../../ports/ports.js';
import type { Formatter } from '../../report/formatter.js';
import { findFormatter } from './find-formatter.js';

/** One report of a run. */
export interface Output {
  readonly format: string;
  /** Undefined for standard output. */
  readonly file: string | undefined;
  readonly formatter: Formatter;
}

/**
 * The reports that a run is asked for, that of `--format` first.
 * @param color decides on colour: some packages do while they are loaded
 * @throws UsageError for a format that does not exist and for a file of two reports
 */
export async function outputsOf(options: Options, ports: Ports, color: () => boolean): Promise<Output[]> {
  const wanted = [{ format: options.format, file: options.outputFile }, ...options.outputs];
  const files = new Set<string>();
  const outputs: Output[] = [];
  for (const { format, file } of wanted) {
    if (file !== undefined) {
      const path = resolve(ports.cwd, file);
      if (files.has(path)) throw new UsageError(`Two reports would be written to ${file}.`);
      files.add(path);
    }
    const formatter = await findFormatter({ ...options, format }, ports, color);
    outputs.push({ format, file, formatter });
  }
  return outputs;
}
