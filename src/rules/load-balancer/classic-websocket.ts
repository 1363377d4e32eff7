import type { ClassicListener } from '../../model/classic-listeners.js';
import type { Project } from '../../model/project.js';
import { findWebSocketUse } from '../../model/web-socket-use.js';
import type { Finding, Rule } from '../rule.js';

export const classicWebsocket: Rule = {
  meta: {
    id: 'load-balancer/classic-websocket',
    summary: 'A classic load balancer in a project that needs an application load balancer',
    why: 'The HTTP and HTTPS listeners of a Classic Load Balancer do not pass the upgrade to WebSockets on: the handshake fails, often with status 400. Nor does it have listener rules; it ignores all aws:elbv2 settings. The type is chosen when an environment is created and cannot be changed later, so mending it takes a new environment, for example by eb create --elb-type application.',
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
  },
  *check(project) {
    const { environment, settings, listenerResources } = project;
    const [firstOther] = settings.namespaces('aws:elbv2:');
    if (environment.loadBalancer === 'classic') {
      if (firstOther) yield settingsOfAnotherKind(project, firstOther);
      else yield* classicBalancer(project);
    } else if (!environment.loadBalancer && !firstOther && !listenerResources.hasListeners) {
      yield* classicListenersOnly(project);
    }
  },
};

function settingsOfAnotherKind({ environment, settings }: Project, namespace: string): Finding {
  const { value, place } = settings.firstMention(namespace)!;
  return {
    at: environment.loadBalancerSetting!.value.place,
    message: `LoadBalancerType is classic, but a classic load balancer ignores ${value} and all other aws:elbv2 settings: set LoadBalancerType to application.`,
    related: [{ at: place, note: 'aws:elbv2 settings are for the other kinds of load balancer' }],
  };
}

function* classicBalancer(project: Project): Generator<Finding> {
  const use = findWebSocketUse(project);
  if (!use || mayCarryWebSockets(project)) return;
  yield {
    at: project.environment.loadBalancerSetting!.value.place,
    message: `LoadBalancerType is classic, whose HTTP listeners do not pass WebSockets on to ${use.name}: set LoadBalancerType to application, or both ListenerProtocol and InstanceProtocol of its listener to TCP.`,
    related: [{ at: use.at, note: use.note }],
    ...(!use.isCertain && { severity: 'warning' }),
  };
}

function* classicListenersOnly(project: Project): Generator<Finding> {
  const use = findWebSocketUse(project);
  const listener = project.classicListeners.find(({ enabled }) => enabled);
  if (!use?.isCertain || !listener || mayCarryWebSockets(project)) return;
  const { namespace, port, protocol, place } = listener;
  yield {
    at: place,
    message: `${namespace} is an ${protocol} listener of a classic load balancer, which does not pass WebSockets on to ${use.name}: use aws:elbv2:listener:${port} and LoadBalancerType application, or set ListenerProtocol to ${protocol === 'HTTPS' ? 'SSL' : 'TCP'} and InstanceProtocol to TCP.`,
    related: [{ at: use.at, note: use.note }],
  };
}

/** A listener that speaks TCP or SSL passes everything on; so may one that the text does not show. */
const mayCarryWebSockets = ({ classicListeners, listenerResources }: Project): boolean =>
  listenerResources.replacesClassicListeners || classicListeners.some(mayPassBytes);

const mayPassBytes = ({ enabled, protocol }: ClassicListener): boolean =>
  enabled !== false && protocol !== 'HTTP' && protocol !== 'HTTPS';
