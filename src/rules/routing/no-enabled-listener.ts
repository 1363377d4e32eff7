import { hasListenerRules, hasListeners } from '../../model/environment.js';
import { readListenerResources } from '../../model/listener-resources.js';
import { switchedOffListeners, type Listener } from '../../model/routing.js';
import type { Rule } from '../rule.js';

export const noEnabledListener: Rule = {
  meta: {
    id: 'routing/no-enabled-listener',
    summary: 'All listeners are switched off, or all that list rules',
    why: 'With every listener switched off the load balancer accepts no connection and the environment cannot be reached. With only those switched off that list rules, the deployment succeeds and no rule has an effect.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener-default',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check({ environment, routing, configFiles }) {
    if (!hasListeners(environment) || readListenerResources(configFiles).hasListeners) return;
    const [first, ...others] = switchedOffListeners(routing);
    if (!first) return;
    const off = [first, ...others];
    const open = routing.listeners.filter((listener) => !off.includes(listener));
    if (open.length > 0 && !hasListenerRules(environment)) return;
    yield {
      at: first.enabledSetting!.value.place,
      message: open.length > 0 ? rulesAreOff(off, open) : allAreOff(off),
      related: [
        ...others.map(({ port, enabledSetting }) => ({
          at: enabledSetting!.value.place,
          note: `listener ${port} is switched off here`,
        })),
        ...(open.length > 0 ? off.map(rulesOf) : []),
      ],
    };
  },
};

function allAreOff(off: readonly Listener[]): string {
  const advice = off.length > 1 ? 'of one of them to true' : 'to true, or declare a listener on another port';
  return `${listenersIn(off)} switched off and there is no other, so nothing can reach the environment; set ListenerEnabled ${advice}.`;
}

function rulesAreOff(off: readonly Listener[], open: readonly Listener[]): string {
  const namespaces = open.map(({ namespace }) => namespace).join(' or ');
  return `${listenersIn(off)} switched off, and no other listener lists rules, so no rule has an effect; set ListenerEnabled to true, or list the rules in Rules of ${namespaces}.`;
}

const listenersIn = (listeners: readonly Listener[]): string => {
  const ports = listeners.map(({ port }) => port).join(' and ');
  return listeners.length > 1 ? `Listeners ${ports} are` : `Listener ${ports} is`;
};

const rulesOf = ({ port, rulesSetting }: Listener) => ({
  at: rulesSetting!.value.place,
  note: `listener ${port} lists rules here`,
});
