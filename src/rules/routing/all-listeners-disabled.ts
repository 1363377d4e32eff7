import type { Doubt } from '../../model/doubt.js';
import { classicListeners } from '../../model/load-balancer/classic-listeners.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import { listenerResources } from '../../model/load-balancer/listener-resources.js';
import type { Project } from '../../model/project.js';
import { routing } from '../../model/routing/read-routing.js';
import { disabledNote, isDisabled, type Listener } from '../../model/routing/routing.js';
import { list } from '../../util/text.js';
import { listeners } from '../on.js';
import type { Rule } from '../rule.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const allListenersDisabled: Rule = {
  meta: {
    summary: 'All listeners are disabled',
    why: 'A load balancer without any enabled listener accepts no connections, so nothing can reach the environment. The default listener on port 80 is enabled unless its ListenerEnabled is false.',
    consequence: 'traffic-breaks',
    references: [
      'guide:command-options-general#command-options-general-elbv2-listener-default',
      'guide:environments-cfg-alb',
    ],
    claimsAbsence: OF_LOAD_BALANCERS,
  },
  needs: listeners,
  *check(project) {
    const { listeners } = routing(project);
    if (!hasListeners(environment(project))) return;
    if (!listeners.every(isDisabled)) return;
    const [first, ...others] = listeners;
    if (!first) return;
    yield {
      at: first.enabledSetting.value.place,
      doubt: otherListener(project),
      message: `${subjectOf(listeners)} disabled, and there is no other listener`,
      help:
        others.length > 0
          ? 'Set `ListenerEnabled` of one of them to `true`.'
          : 'Set `ListenerEnabled` to `true`, or declare a listener on another port.',
      related: others.map(disabledNote),
    };
  },
};

function otherListener(project: Project): Doubt | undefined {
  const at = listenerResources(project).first;
  if (at) return { reason: 'this resource may be another listener', at };
  if (environment(project).loadBalancer) return undefined;
  const classic = classicListeners(project).find(({ enabled }) => enabled);
  return (
    classic && { reason: 'the load balancer may be a classic one, with this listener', at: classic.place }
  );
}

function subjectOf(listeners: readonly Listener[]): string {
  const ports = list(listeners.map(({ port }) => String(port)));
  return listeners.length > 1 ? `Listeners ${ports} are` : `Listener ${ports} is`;
}
