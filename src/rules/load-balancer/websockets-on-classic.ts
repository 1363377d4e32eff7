import { settings, type EffectiveSetting } from '../../model/settings/settings.js';
import { classicListeners, type ClassicListener } from '../../model/load-balancer/classic-listeners.js';
import type { Project } from '../../model/project.js';
import { howToPassBytes } from './websockets-on-classic/how-to-pass-bytes.js';
import { findWebSocketUse } from './websockets-on-classic/web-socket-use.js';
import type { Finding, Rule } from '../rule.js';
import { environment } from '../../model/load-balancer/environment.js';
import { listenerResources } from '../../model/load-balancer/listener-resources.js';

export const websocketsOnClassic: Rule = {
  meta: {
    id: 'load-balancer/websockets-on-classic',
    summary: 'A Classic Load Balancer does not forward WebSockets to a server that uses them',
    why: 'The HTTP and HTTPS listeners of a Classic Load Balancer do not forward the upgrade to WebSockets, so the handshake fails, often with status 400. The type of load balancer is chosen when an environment is created and cannot be changed later, so the fix requires TCP listeners, or a new environment, for example with eb create --elb-type application.',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    yieldsTo: ['load-balancer/elbv2-settings-on-classic'],
  },
  *check(project) {
    const { loadBalancer, loadBalancerSetting } = environment(project);
    if (loadBalancer === 'classic') yield* classicBalancer(project, loadBalancerSetting);
    const isKindOpen = !loadBalancer && !listenerResources(project).hasListeners;
    if (isKindOpen && settings(project).namespaces('aws:elbv2:').length === 0)
      yield* listenersOfClassic(project);
  },
};

function* classicBalancer(project: Project, setting: EffectiveSetting): Generator<Finding> {
  const use = findWebSocketUse(project);
  if (!use || mayCarryWebSockets(project)) return;
  yield {
    at: setting.value.place,
    message: `A Classic Load Balancer with HTTP listeners does not forward WebSockets to ${use.name}`,
    help: `Set ${howToPassBytes(project)}, or create an environment with \`LoadBalancerType: application\`.`,
    related: [
      { at: use.at, note: use.note },
      ...classicListeners(project)
        .filter(({ enabled }) => enabled)
        .map(({ place, protocol, port }) => ({ at: place, note: `${protocol} listener on port ${port}` })),
    ],
    ...(!use.isCertain && { severity: 'warning' }),
  };
}

/** Where the kind of load balancer is unknown, a listener of a Classic Load Balancer tells it. */
function* listenersOfClassic(project: Project): Generator<Finding> {
  const use = findWebSocketUse(project);
  const listener = classicListeners(project).find(({ enabled }) => enabled);
  if (!use?.isCertain || !listener || mayCarryWebSockets(project)) return;
  const { port, protocol, place } = listener;
  yield {
    at: place,
    message: `Classic ${protocol} listener on port ${port} does not forward WebSockets to ${use.name}`,
    help: `Use \`aws:elbv2:listener:${port}\` with \`LoadBalancerType: application\`, or set ${howToPassBytes(project)}.`,
    related: [{ at: use.at, note: use.note }],
  };
}

/** A listener for TCP or SSL forwards everything; so may one that the text does not show. */
const mayCarryWebSockets = (project: Project): boolean =>
  listenerResources(project).replacesClassicListeners || classicListeners(project).some(mayPassBytes);

const mayPassBytes = ({ enabled, protocol }: ClassicListener): boolean =>
  enabled !== false && protocol !== 'HTTP' && protocol !== 'HTTPS';
