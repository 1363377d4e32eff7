import { rulesWith } from '../../model/routing/how-to-attach.js';
import type { Listener, ListenerRule } from '../../model/routing/routing.js';
import type { Settings } from '../../model/settings/settings.js';
import { list } from '../../util/text.js';
import type { Edit } from '../rule.js';
import { addOption } from './add-option.js';
import { replaceValue } from './replace-value.js';

/** The edit that attaches further rules to a listener; none where its settings have no place for it. */
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

/** The title of a fix that attaches rules to listeners. */
export const titleOfAttaching = (rules: readonly ListenerRule[], listeners: readonly Listener[]): string => {
  const [first, ...others] = rules;
  const what = others.length > 0 ? `${rules.length} rules` : `rule "${first?.name}"`;
  const ports = listeners.map(({ port }) => String(port));
  return `Attach ${what} to ${ports.length > 1 ? 'listeners' : 'listener'} ${list(ports)}`;
};
