import type { InstanceScript } from '../../model/execution/instance-script.js';
import type { ScriptCommand } from '../../parse/shell/script-command.js';
import type { Word } from '../../parse/shell/word.js';
import { textAt } from '../../source/index.js';
import type { Finding } from '../rule.js';
import { fixOf } from './fix-of.js';

/** Whether something may answer what a command asks. */
export const readsInput = ({ pipe, redirections }: ScriptCommand): boolean =>
  pipe === 'in' || pipe === 'both' || redirections.some(({ operator }) => operator.includes('<'));

/** The fix that adds a flag after a word. The items of a list are words of their own. */
export function addFlag(
  { place, text }: Word,
  flag: string,
  { isList }: InstanceScript,
): Pick<Finding, 'fix'> {
  if (isList || textAt(place) !== text) return {};
  const { file, span } = place;
  return fixOf('safe', `Add ${flag}`, { file, span: { start: span.end, end: span.end }, text: ` ${flag}` });
}
