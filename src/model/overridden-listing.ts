import type { Related } from '../source/index.js';
import type { Listener, ListenerRule } from './routing.js';
import { itemsOfSetting } from './settings.js';

/** Where a listener would list a rule if a later `Rules` did not take precedence. */
export function overriddenListing({ port, rulesSetting }: Listener, rule: ListenerRule): Related[] {
  const item = rulesSetting?.overridden.flatMap(itemsOfSetting).findLast(({ text }) => text === rule.name);
  return item ? [{ at: item.place, note: `overridden Rules of listener ${port}` }] : [];
}
