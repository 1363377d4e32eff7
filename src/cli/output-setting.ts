import { UsageError } from './usage-error.js';

/** What `--output` asks for. */
export interface OutputSetting {
  readonly format: string;
  readonly file: string;
}

/**
 * The format and file of an `--output` value such as `sarif:eblint.sarif`. Whether there is such a format is not looked at.
 *
 * @throws UsageError where one of them is missing
 */
export function parseOutputSetting(text: string): OutputSetting {
  // A formatter may have a path that begins with a drive.
  const [, format, file] = /^((?:[a-z]:(?=[\\/]))?[^:]+):(.+)$/is.exec(text) ?? [];
  if (format !== undefined && file !== undefined) return { format, file };
  throw new UsageError(`Flag --output takes FORMAT:FILE, such as sarif:eblint.sarif, not ${text}.`);
}
