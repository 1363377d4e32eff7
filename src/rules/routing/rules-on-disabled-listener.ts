import { environment, hasListenerRules } from '../../model/load-balancer/environment.js';
import { listenerResources } from '../../model/load-balancer/listener-resources.js';
import { routing } from '../../model/routing/read-routing.js';
import {
  disabledNote,
  isDisabled,
  type Listener,
  listenersWithRules,
  rulesNote,
} from '../../model/routing/routing.js';
import { list } from '../../util/text.js';
import { listeners } from '../on.js';
import type { Rule } from '../rule.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const rulesOnDisabledListener: Rule = {
  meta: {
    summary: 'All listeners that list rules are disabled',
    why: 'Rules have an effect only on the listeners that list them. Where these listeners are disabled, all requests to the other listeners go to their default process.',
    consequence: 'traffic-breaks',
    references: [
      'guide:command-options-general#command-options-general-elbv2-listener-default',
      'guide:environments-cfg-alb',
    ],
    claimsAbsence: OF_LOAD_BALANCERS,
    yieldsTo: ['routing/all-listeners-disabled'],
  },
  needs: listeners,
  *check(project) {
    if (!hasListenerRules(environment(project))) return;
    const resource = listenerResources(project).first;
    const listing = listenersWithRules(routing(project));
    if (!listing.every(isDisabled)) return;
    const [first, ...others] = listing;
    if (!first) return;
    yield {
      at: first.enabledSetting.value.place,
      doubt: resource && { reason: 'this resource may be another listener', at: resource },
      message: messageOf(listing),
      help: helpWith(routing(project).listeners.filter(({ enabled }) => enabled !== false)),
      related: [...others.map(disabledNote), ...listing.flatMap(rulesNote)],
    };
  },
};

function messageOf(listing: readonly Listener[]): string {
  const ports = list(listing.map(({ port }) => String(port)));
  return listing.length > 1
    ? `Rules are attached only to listeners ${ports}, which are disabled`
    : `Rules are attached only to listener ${ports}, which is disabled`;
}

function helpWith(open: readonly Listener[]): string {
  const namespaces = open.map(({ namespace }) => `\`${namespace}\``);
  const other = namespaces.length > 0 ? `, or list the rules in \`Rules\` of ${list(namespaces, 'or')}` : '';
  return `Set \`ListenerEnabled\` to \`true\`${other}.`;
}
