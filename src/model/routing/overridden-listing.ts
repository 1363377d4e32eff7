import type { Place, Related } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { type EffectiveSetting, itemsOfSetting } from '../settings/settings.js';
import type { Listener, ListenerRule } from './routing.js';

/** Where a listener would list a rule if a later `Rules` did not take precedence. */
export function overriddenListing({ port, rulesSetting }: Listener, rule: ListenerRule): Related[] {
  const at = rulesSetting && lastPlaces(rulesSetting).get(rule.name);
  return at ? [{ at, note: `overridden Rules of listener ${port}` }] : [];
}

/** By name, the last place in the values that lost. */
const lastPlaces = oncePer(
  ({ overridden }: EffectiveSetting): ReadonlyMap<string, Place> =>
    new Map(overridden.flatMap(itemsOfSetting).map(({ text, place }) => [text, place])),
);
