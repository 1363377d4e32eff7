import type { Options } from '../../cli/parse-flags.js';
import type { ExitCode } from '../../ports/ports.js';
import type { FormatContext } from '../../report/formatter.js';
import { totalsOf } from '../../report/text/counted.js';
import type { Outcome } from '../outcome.js';

type TooMany = NonNullable<FormatContext['maxWarningsExceeded']>;

/** The exit code of a run; no format changes it. */
export function exitCodeOf({ results, crashed, refusals }: Outcome, options: Options): ExitCode {
  if (crashed || refusals.length > 0) return 2;
  return totalsOf(results).errors > 0 || warningsOver(results, options) ? 1 : 0;
}

/** There only if more warnings were found than `--max-warnings` allows. */
export function warningsOver(
  results: Outcome['results'],
  { maxWarnings }: Pick<Options, 'maxWarnings'>,
): TooMany | undefined {
  if (maxWarnings === undefined) return undefined;
  const { warnings: foundWarnings } = totalsOf(results);
  return foundWarnings <= maxWarnings ? undefined : { maxWarnings, foundWarnings };
}

export const tooManyText = ({ foundWarnings, maxWarnings }: TooMany): string =>
  `${foundWarnings} ${foundWarnings === 1 ? 'warning' : 'warnings'}, more than --max-warnings ${maxWarnings} allows.`;
