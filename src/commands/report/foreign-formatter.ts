import { unknownFormat, type Options } from '../../cli/parse-flags.js';
import { FormatterError } from '../../cli/formatter-error.js';
import type { Ports } from '../../ports/ports.js';
import { stripAnsi } from '../../report/text/ansi.js';
import type { Formatter } from '../../report/formatter.js';
import type { LintResult } from '../../report/lint-result/lint-result.js';
import { resultWithHelp } from '../../report/lint-result/with-help.js';
import { visible, withoutControls } from '../../report/text/one-line.js';

/** One segment of a package's name: with a slash in it a format would name a file to run. */
const PLAIN_NAME = /^[a-z\d][\w.~-]*$/i;

/**
 * A formatter made for ESLint, from an installed package: the only code from elsewhere that eblint ever runs. It may change
 * what it is given, and decides on colour by itself.
 * @throws UsageError where there is none of that name or none is allowed, FormatterError where it does not work
 */
export async function foreignFormatter(
  { format, foreignCode }: Pick<Options, 'format' | 'foreignCode'>,
  { loadFormatter }: Pick<Ports, 'loadFormatter'>,
): Promise<Formatter> {
  if (!foreignCode) throw unknownFormat(format, '--no-foreign-code refuses all others');
  if (!PLAIN_NAME.test(format))
    throw unknownFormat(format, 'for the package eslint-formatter-X, write only X');
  const packageName = `eslint-formatter-${format}`;
  const formatter = await named(packageName, () => loadFormatter(packageName));
  if (!formatter) throw unknownFormat(format);
  return async (results, context) => {
    const text: unknown = await named(packageName, () => formatter(results.map(printable), context));
    if (typeof text !== 'string') throw new FormatterError(packageName, 'it did not return a string');
    return context.color ? text : stripAnsi(text);
  };
}

/** What fails in a package is told of the package: its stack, and ours, are of no help here. */
async function named<T>(packageName: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof FormatterError) throw error;
    throw new FormatterError(packageName, error instanceof Error ? error.message : String(error));
  }
}

/** A copy in which nothing acts on a terminal; lines and columns stay. */
const printable = (result: LintResult): LintResult => ({
  ...resultWithHelp(structuredClone(result)),
  filePath: visible(result.filePath),
  ...(result.source !== undefined && { source: withoutControls(result.source) }),
});
