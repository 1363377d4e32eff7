import { RULE_OF_SHARED_LOAD_BALANCERS, type Listener, type ListenerRule } from './routing.js';

/**
 * What to write so that a listener lists rules beside the existing ones that it lists, as a clause for a message.
 * @param isShared on a shared load balancer the rule `default` is attached by itself only where no listener has `Rules`
 */
export function howToList(rules: readonly ListenerRule[], listener: Listener, isShared: boolean): string {
  const value = rulesWith(rules, listener, isShared);
  return listener.rules.length > 0
    ? `change Rules of ${listener.namespace} to "${value}"`
    : `add "Rules: ${value}" to ${listener.namespace}`;
}

/** The value of a listener's Rules with further rules in it; names that nothing declares are left out. */
export function rulesWith(rules: readonly ListenerRule[], listener: Listener, isShared: boolean): string {
  const listed = listener.rules
    .filter(({ name, isMissing }) => !isMissing || name.text === RULE_OF_SHARED_LOAD_BALANCERS)
    .map(({ name }) => name.text);
  const kept = listed.length === 0 && isShared ? [RULE_OF_SHARED_LOAD_BALANCERS] : listed;
  return [...kept, ...rules.map(({ name }) => name)].join(',');
}
