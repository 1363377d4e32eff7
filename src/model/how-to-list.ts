import type { Listener, ListenerRule } from './routing.js';

/**
 * What to write so that a listener lists rules beside those that it lists already, as a clause for a message.
 * @param isShared on a shared load balancer the rule `default` is attached by itself only where no listener has `Rules`
 */
export function howToList(rules: readonly ListenerRule[], listener: Listener, isShared: boolean): string {
  const listed = listener.rules.map(({ name }) => name.text);
  const kept = listed.length === 0 && isShared ? ['default'] : listed;
  const value = [...kept, ...rules.map(({ name }) => name)].join(',');
  return listed.length > 0
    ? `change Rules of ${listener.namespace} to "${value}"`
    : `add "Rules: ${value}" to ${listener.namespace}`;
}
