import type { Options } from '../../cli/parse-flags.js';
import type { Ports } from '../../ports/ports.js';
import { counted } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import { MAX_LISTED_NAMES } from '../../util/limits.js';
import { relativePath } from '../../util/paths.js';
import { list } from '../../util/text.js';
import type { FixesDone } from '../fix.js';

/** What `--fix` did, and what it did not do. */
export function fixLines(
  { fix, unsafeFixes }: Options,
  { fixed, paths, refused }: FixesDone,
  { cwd }: Ports,
): string[] {
  if (fix === 'off') return [];
  const names = paths.map((path) => visible(relativePath(cwd, path)));
  const shown =
    names.length > MAX_LISTED_NAMES
      ? [...names.slice(0, MAX_LISTED_NAMES), `${names.length - MAX_LISTED_NAMES} more`]
      : names;
  const done = fix === 'write' ? 'Fixed' : 'Would fix';
  return [
    fixed > 0
      ? `${done} ${counted(fixed, 'problem')} in ${counted(names.length, 'file')}: ${list(shown)}.`
      : refused.length > 0
        ? 'Nothing was fixed.'
        : `Nothing to fix${unsafeFixes ? '' : ' without --unsafe-fixes'}.`,
    ...refused
      .slice(0, MAX_LISTED_NAMES)
      .map(
        ({ path, line, ruleId, reason }) =>
          `Not fixed: ${visible(relativePath(cwd, path))}:${line} ${ruleId}: ${visible(reason)}.`,
      ),
    ...(refused.length > MAX_LISTED_NAMES ? [`Not fixed: ${refused.length - MAX_LISTED_NAMES} more.`] : []),
  ];
}
