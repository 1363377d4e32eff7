/** `none`: a single instance has no load balancer. */
export type LoadBalancerKind = 'application' | 'network' | 'classic' | 'none';

interface Ignored {
  readonly kinds: readonly LoadBalancerKind[];
  readonly namespace: RegExp;
  /** Undefined where every option is ignored. */
  readonly options?: readonly string[];
  /** A clause for a message. */
  readonly reason: string;
}

/**
 * Settings without effect.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-nlb.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html
 */
const IGNORED: readonly Ignored[] = [
  {
    kinds: ['application', 'network'],
    namespace: /^aws:elb:listener/,
    reason:
      'only a classic load balancer reads aws:elb namespaces; describe the listener in aws:elbv2:listener:PORT',
  },
  {
    kinds: ['application', 'network'],
    namespace: /^aws:elb:/,
    reason:
      'only a classic load balancer reads aws:elb namespaces; look in aws:elbv2:loadbalancer and aws:elasticbeanstalk:environment:process for what takes its place',
  },
  {
    kinds: ['classic'],
    namespace: /^aws:elbv2:/,
    reason: 'a classic load balancer does not read aws:elbv2 namespaces',
  },
  {
    kinds: ['network'],
    namespace: /^aws:elbv2:listenerrule:/,
    reason: 'a network load balancer has no listener rules; give each listener a DefaultProcess',
  },
  {
    kinds: ['network'],
    namespace: /^aws:elbv2:listener:/,
    options: ['Rules'],
    reason: 'a network load balancer has no listener rules; give the listener a DefaultProcess',
  },
  {
    kinds: ['network'],
    namespace: /^aws:elasticbeanstalk:environment:process:/,
    options: ['HealthCheckTimeout', 'StickinessEnabled', 'StickinessLBCookieDuration', 'StickinessType'],
    reason:
      'a network load balancer reads neither HealthCheckTimeout nor the options of sticky sessions; take them out',
  },
  {
    kinds: ['none'],
    namespace: /^aws:elb(?:v2)?:/,
    reason: 'a single instance has no load balancer; take it out, or set EnvironmentType to LoadBalanced',
  },
  {
    kinds: ['none'],
    namespace: /^aws:elasticbeanstalk:environment:process:(?!default$)/,
    reason:
      'a single instance has no load balancer that could reach another process; take it out, or set EnvironmentType to LoadBalanced',
  },
];

/** What Elastic Beanstalk's own clients send with every environment, so that files that were saved from one hold it. */
const SENT_BY_CLIENTS: ReadonlySet<string> = new Set([
  'ConnectionDrainingEnabled',
  'ConnectionDrainingTimeout',
  'CrossZone',
]);

/** Why an option has no effect with this kind of load balancer, as a clause; undefined where it has one. */
export function whyIgnored(kind: LoadBalancerKind, namespace: string, option: string): string | undefined {
  if (namespace.startsWith('aws:elb:') && SENT_BY_CLIENTS.has(option)) return undefined;
  return IGNORED.find(
    (ignored) =>
      ignored.kinds.includes(kind) &&
      ignored.namespace.test(namespace) &&
      (ignored.options?.includes(option) ?? true),
  )?.reason;
}
