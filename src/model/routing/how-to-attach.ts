import { groupBy } from '../../util/collections.js';
import { list } from '../../util/text.js';
import { fact } from '../fact.js';
import { environment } from '../load-balancer/environment.js';
import type { Project } from '../project.js';
import { routing, SHARED_LISTENER } from './read-routing.js';
import { redirectsHttp } from './redirects-http.js';
import { type Listener, type ListenerRule, RULE_OF_SHARED_LOAD_BALANCERS } from './routing.js';

/**
 * What to write so that listeners list rules besides those that they list, as a sentence without its full stop.
 * @param isShared on a shared load balancer the rule `default` is attached automatically only where no listener has `Rules`
 */
export function howToAttach(
  rules: readonly ListenerRule[],
  listeners: readonly Listener[],
  isShared: boolean,
): string {
  const changes = groupBy(listeners, (listener) => {
    const value = rulesWith(rules, listener, isShared);
    return [listener.rules.length > 0 ? `change \`Rules\` to \`${value}\` in` : `add \`Rules: ${value}\` to`];
  });
  const clauses = [...changes].map(
    ([change, changed]) => `${change} ${list(changed.map(({ namespace }) => `\`${namespace}\``))}`,
  );
  const sentence = list(clauses);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The value of a listener's Rules with further rules in it; names that are not declared are left out. */
export function rulesWith(rules: readonly ListenerRule[], listener: Listener, isShared: boolean): string {
  const listed = listener.rules
    .filter(({ name, isMissing }) => !isMissing || name.text === RULE_OF_SHARED_LOAD_BALANCERS)
    .map(({ name }) => name.text);
  const kept = listed.length === 0 && isShared ? [RULE_OF_SHARED_LOAD_BALANCERS] : listed;
  return [...kept, ...rules.map(({ name }) => name)].join(',');
}

/** Ports 80 and 443 where they are open and 80 does not redirect; the first open one where neither is. */
export const listenersToExtend = fact('listenersToExtend', (project): readonly Listener[] => {
  const open = routing(project).listeners.filter(({ enabled }) => enabled);
  if (environment(project).sharedLoadBalancer && open.length === 0) return [SHARED_LISTENER];
  const usual = open.filter(({ port }) => port === 80 || port === 443);
  if (usual.length < 2) return usual.length === 1 ? usual : open.slice(0, 1);
  return redirectsHttp(project) ? usual.slice(1) : usual;
});

/** The listener that a help names where no enabled one is declared. */
export const UNDECLARED_LISTENER = 'aws:elbv2:listener:default';

/** A new rule for a process, attached to listeners: what comes after "Add". */
export function ruleFor(process: string, listeners: readonly Listener[], project: Project): string {
  const priority = routing(project).rules.length > 0 ? ', a `Priority` of its own' : '';
  const namespaces = listeners.map(({ namespace }) => `\`${namespace}\``);
  const own = environment(project).sharedLoadBalancer ? `${RULE_OF_SHARED_LOAD_BALANCERS},` : '';
  const attach = listeners.some(({ rulesSetting }) => rulesSetting)
    ? `\`${process}\` to \`Rules\` of ${list(namespaces)}`
    : `\`Rules: ${own}${process}\` to ${listeners.length > 0 ? list(namespaces) : `\`${UNDECLARED_LISTENER}\``}`;
  return `\`aws:elbv2:listenerrule:${process}\` with \`PathPatterns\`${priority} and \`Process: ${process}\`, and ${attach}`;
}
