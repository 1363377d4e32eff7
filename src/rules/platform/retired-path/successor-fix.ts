import type { RetiredPath } from '../../../knowledge/platform/retired-paths.js';
import type { InstanceScript } from '../../../model/instance/scripts/scripts.js';
import { placeIn } from '../../../parse/index.js';
import type { Word } from '../../../parse/shell/word.js';
import type { Finding } from '../../rule.js';
import { fixOf } from '../../support/fix-of.js';

/** The fix that writes the path of today, where the shell understands it as it is. */
export function successorFix(
  { start, end, path, successor }: RetiredPath,
  word: Word,
  { script, stage }: InstanceScript,
): Pick<Finding, 'fix'> {
  if (successor === undefined || isTooEarly(successor, stage)) return {};
  const place = placeIn(word, { start, end });
  const { file, span } = place;
  if (file.text.slice(span.start, span.end) !== path) return {};
  if (successor.includes('*') && isQuoted(script.source.offsets, script.source.text, span.start)) return {};
  return fixOf('safe', `Use ${successor}`, { ...place, text: successor });
}

/** Before the new version is in place, its folder is that of the version before. */
const isTooEarly = (path: string, stage: InstanceScript['stage']): boolean =>
  path.startsWith('/var/app/current') && stage !== 'postdeploy';

/** Whether a quote comes right before a word in a script: a pattern in quotes is not a pattern. */
function isQuoted(offsets: readonly number[], text: string, start: number): boolean {
  const at = offsets.indexOf(start);
  return at === -1 || /["'\\]/.test(text[at - 1] ?? ' ');
}
