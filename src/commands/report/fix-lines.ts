import type { Options } from '../../cli/parse-flags.js';
import type { Ports } from '../../ports/ports.js';
import { counted } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import { relativePath } from '../../util/relative-path.js';
import { positionsOf } from '../../source/index.js';
import { list } from '../../util/list.js';
import type { FixesDone } from '../fix.js';
import { refusalText } from './refusal-text.js';

/** What `--fix` did, and what it did not do. */
export function fixLines(
  { fix, unsafeFixes }: Options,
  { fixed, paths, refused }: FixesDone,
  { cwd }: Ports,
): string[] {
  if (fix === 'off') return [];
  const names = paths.map((path) => visible(relativePath(cwd, path)));
  const shown =
    names.length > MAX_NAMES ? [...names.slice(0, MAX_NAMES), `${names.length - MAX_NAMES} more`] : names;
  const done = fix === 'write' ? 'Fixed' : 'Would fix';
  return [
    fixed > 0
      ? `${done} ${counted(fixed, 'problem')} in ${counted(names.length, 'file')}: ${list(shown)}.`
      : `Nothing to fix${unsafeFixes ? '' : ' without --unsafe-fixes'}.`,
    ...refused.slice(0, MAX_NAMES).map((refusal) => {
      const { ruleId, at } = refusal.diagnostic;
      const { line } = positionsOf(at).start;
      return `Not fixed: ${visible(relativePath(cwd, at.file.path))}:${line} ${ruleId}: ${visible(refusalText(refusal))}.`;
    }),
    ...(refused.length > MAX_NAMES ? [`Not fixed: ${refused.length - MAX_NAMES} more.`] : []),
  ];
}

/** Names in a list that a person reads. */
const MAX_NAMES = 10;
