import type { FixRefusal } from '../../fix/fix-candidate.js';
import type { Options } from '../../cli/parse-flags.js';
import type { Ports } from '../../ports/ports.js';
import { counted } from '../../report/text/counted.js';
import { visible } from '../../report/text/one-line.js';
import { relativePath } from '../../util/relative-path.js';
import { positionsOf } from '../../source/index.js';
import { list } from '../../util/list.js';
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
    names.length > MAX_NAMES ? [...names.slice(0, MAX_NAMES), `${names.length - MAX_NAMES} more`] : names;
  const done = fix === 'write' ? 'Fixed' : 'Would fix';
  return [
    fixed > 0
      ? `${done} ${counted(fixed, 'problem')} in ${counted(names.length, 'file')}: ${list(shown)}.`
      : `Nothing to fix${unsafeFixes ? '' : ' without --unsafe-fixes'}.`,
    ...refused.slice(0, MAX_NAMES).map(({ diagnostic: { ruleId, at }, reason }) => {
      const { line } = positionsOf(at).start;
      return `Not fixed: ${visible(relativePath(cwd, at.file.path))}:${line} ${ruleId}: ${REFUSALS[reason]}.`;
    }),
    ...(refused.length > MAX_NAMES ? [`Not fixed: ${refused.length - MAX_NAMES} more.`] : []),
  ];
}

/** Names in a list that a person reads. */
const MAX_NAMES = 10;

const REFUSALS: Readonly<Record<FixRefusal, string>> = {
  'finding-stays': 'the problem would remain',
  'new-finding': 'the fix would cause another problem',
  'changes-meaning': 'the fix would change other values',
  'invalid-edits': 'the fix contradicts itself',
  'not-utf-8': 'the file is not UTF-8',
  'file-refused': 'a file cannot be changed',
  'file-exists': 'a file of that name exists',
  'not-tried': 'too many fixes in one run; run eblint again',
};
