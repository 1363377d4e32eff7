import type { Place } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { ConfigFile } from '../config-file/config-file.js';
import { leavesOf } from './leaves.js';

/** The places of a file that are counted more than once, because an alias or merge key repeats what is there. */
export const aliasedPlaces = oncePer(({ file, root }: ConfigFile): ReadonlySet<Place> => {
  const places = new Set<Place>();
  const aliased = new Set<Place>();
  // Without an anchor there is no alias.
  if (!file.text.includes('&')) return aliased;
  for (const { place } of leavesOf(root)) {
    if (places.has(place)) aliased.add(place);
    places.add(place);
  }
  return aliased;
});
