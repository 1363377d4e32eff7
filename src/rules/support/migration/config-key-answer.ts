import type { ConfigKeyUse } from '../../../model/scripts/config-keys.js';
import { textAt } from '../../../source/index.js';
import type { Edit } from '../../rule.js';

/** The edits that ask for the same with the names of today; undefined where there is no such name. */
export function configKeyAnswer({ command, key, successor }: ConfigKeyUse): Edit[] | undefined {
  const isWritten = [command, key].every(({ place, text }) => textAt(place) === text);
  if (successor === undefined || !isWritten) return undefined;
  return [
    { ...command.place, text: 'platformconfig' },
    { ...key.place, text: successor },
  ];
}
