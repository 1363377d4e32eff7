import { rulesWith } from '../model/how-to-list.js';
import type { Listener, ListenerRule } from '../model/routing.js';
import type { Settings } from '../model/settings.js';
import { addOption } from './add-option.js';
import { replaceValue } from './replace-value.js';
import type { Edit } from './rule.js';

/** The edit that makes a listener list further rules; none where its settings give no place for it. */
export function listRules(
  rules: readonly ListenerRule[],
  listener: Listener,
  settings: Settings,
  isShared: boolean,
): Edit | undefined {
  const value = rulesWith(rules, listener, isShared);
  if (listener.rulesSetting) return replaceValue(listener.rulesSetting, value);
  const [sibling] = settings.of(listener.namespace);
  return sibling && addOption(sibling, 'Rules', value);
}
