import type { Setting } from '../../../model/settings/settings.js';
import {
  itemsIn,
  knownEntriesOf,
  scalarOf,
  sectionsOf,
  type ConfigFile,
  type MapEntry,
  type Node,
} from '../../../parse/index.js';
import type { Place } from '../../../source/index.js';
import { oncePer } from '../../../util/once-per.js';

/** The entry or the item of a list that makes a setting; undefined in a form that is neither. */
export const partOf = ({ option }: Setting, config: ConfigFile): MapEntry | Node | undefined =>
  partsByOption(config).get(option.place);

const partsByOption = oncePer((config: ConfigFile): ReadonlyMap<Place, MapEntry | Node> => {
  const parts = new Map<Place, MapEntry | Node>();
  for (const section of sectionsOf(config, 'option_settings')) {
    for (const namespace of [section, ...itemsIn(section)].flatMap(knownEntriesOf))
      for (const option of knownEntriesOf(namespace.value)) parts.set(option.key.place, option);
    for (const item of itemsIn(section)) {
      const name = scalarOf(item, 'option_name');
      if (name) parts.set(name.place, item);
    }
  }
  return parts;
});
