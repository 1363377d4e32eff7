import { describeRule } from '../../model/describe-rule.js';
import { hasListenerRules } from '../../model/environment.js';
import { howToList } from '../../model/how-to-list.js';
import { overriddenListing } from '../../model/overridden-listing.js';
import type { Project } from '../../model/project.js';
import { redirectsHttp } from '../../model/redirects-http.js';
import {
  DEFAULT_LISTENER,
  RULE_OF_SHARED_LOAD_BALANCERS,
  switchedOffListeners,
  type Listener,
  type ListenerRule,
} from '../../model/routing.js';
import type { Related } from '../../source/index.js';
import { fixOf } from '../fix-of.js';
import { listRules } from '../list-rules.js';
import type { Rule } from '../rule.js';

export const unattachedRule: Rule = {
  meta: {
    id: 'routing/unattached-rule',
    summary: 'No listener lists a listener rule, so it has no effect',
    why: 'A rule counts only for the listeners that name it in their Rules option. Without that the deployment succeeds and the rule does nothing: its requests go to the default process of the listener, and a WebSocket handshake is answered by the wrong server with 400, 404 or a redirect.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listenerrule',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check(project) {
    if (!hasListenerRules(project.environment)) return;
    const unattached = unattachedRules(project);
    const listeners = listenersToExtend(project);
    const advice = listeners.map((listener) =>
      howToList(unattached, listener, project.environment.sharedLoadBalancer),
    );
    const edits = listeners.map((listener) =>
      listRules(unattached, listener, project.settings, project.environment.sharedLoadBalancer),
    );
    const silent = project.routing.listeners.filter(mayListInVain);
    for (const rule of unattached) {
      yield {
        at: rule.place,
        message: `No listener that is switched on lists ${describeRule(rule)}, so it has no effect; ${advice.join(' and ') || 'name it in Rules of a listener that is switched on'}.`,
        related: [
          ...listeners.flatMap(listenerPlace),
          ...silent.flatMap((listener) => [
            ...switchedOffListing(listener, rule),
            ...overriddenListing(listener, rule),
          ]),
        ],
        ...fixOf('unsafe', `List rule "${rule.name}" in Rules`, ...edits),
      };
    }
  },
};

/** Whether a listener may list rules without effect. */
const mayListInVain = ({ enabled, rulesSetting }: Listener): boolean =>
  enabled === false || (rulesSetting !== undefined && rulesSetting.overridden.length > 0);

function unattachedRules({ routing }: Project): ListenerRule[] {
  const switchedOff = switchedOffListeners(routing);
  const inUse = routing.listeners.filter(({ enabled }) => enabled !== false);
  if (inUse.some(({ rulesSetting }) => rulesSetting && rulesSetting.value.kind !== 'literal')) return [];
  const listed = new Set([...switchedOff, ...inUse].flatMap(({ listedRules }) => [...listedRules]));
  return routing.rules.filter((rule) => rule.name !== RULE_OF_SHARED_LOAD_BALANCERS && !listed.has(rule));
}

/** Ports 80 and 443 where they are open and 80 does not redirect; the first open one where neither is. */
function listenersToExtend(project: Project): Listener[] {
  const open = project.routing.listeners.filter(({ enabled }) => enabled);
  if (project.environment.sharedLoadBalancer && open.length === 0) return [DEFAULT_LISTENER];
  const usual = open.filter(({ port }) => port === 80 || port === 443);
  if (usual.length < 2) return usual.length === 1 ? usual : open.slice(0, 1);
  return redirectsHttp(project) ? usual.slice(1) : usual;
}

function listenerPlace({ port, place, rulesSetting }: Listener): Related[] {
  const at = rulesSetting?.value.place ?? place;
  return at ? [{ at, note: `listener ${port} ${rulesSetting ? 'has these Rules' : 'has no Rules'}` }] : [];
}

function switchedOffListing({ port, enabled, rules }: Listener, rule: ListenerRule): Related[] {
  const reference = enabled === false ? rules.find(({ target }) => target === rule) : undefined;
  return reference
    ? [{ at: reference.name.place, note: `listener ${port} lists it here, but is switched off` }]
    : [];
}
