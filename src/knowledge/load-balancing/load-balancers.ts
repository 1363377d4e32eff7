/** `none`: a single instance has no load balancer. */
export type LoadBalancerKind = 'application' | 'network' | 'classic' | 'none';

/** Settings that a kind of load balancer ignores. */
interface Ignored {
  readonly kinds: readonly LoadBalancerKind[];
  readonly namespace: RegExp;
  /** Undefined where every option is ignored. */
  readonly options?: readonly string[];
  /** What to do instead: a sentence. */
  readonly help: string;
}

const DELETE_OR_BALANCE = 'Delete these settings, or set `EnvironmentType` to `LoadBalanced`.';

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
    help: 'Declare the listener in `aws:elbv2:listener:PORT`.',
  },
  {
    kinds: ['application', 'network'],
    namespace: /^aws:elb:/,
    help: 'Use the options of `aws:elbv2:loadbalancer` and `aws:elasticbeanstalk:environment:process:default`.',
  },
  {
    kinds: ['classic'],
    namespace: /^aws:elbv2:/,
    help: 'Set `LoadBalancerType` to `application`.',
  },
  {
    kinds: ['network'],
    namespace: /^aws:elbv2:listenerrule:/,
    help: 'Set `DefaultProcess` of each listener instead.',
  },
  {
    kinds: ['network'],
    namespace: /^aws:elbv2:listener:/,
    options: ['Rules'],
    help: 'Set `DefaultProcess` of the listener instead.',
  },
  {
    kinds: ['network'],
    namespace: /^aws:elasticbeanstalk:environment:process:/,
    options: ['HealthCheckTimeout', 'StickinessEnabled', 'StickinessLBCookieDuration', 'StickinessType'],
    help: 'Delete these settings, or set `LoadBalancerType` to `application`.',
  },
  {
    kinds: ['none'],
    namespace: /^aws:elb(?:v2)?:/,
    help: DELETE_OR_BALANCE,
  },
  {
    kinds: ['none'],
    namespace: /^aws:elasticbeanstalk:environment:process:(?!default$)/,
    help: DELETE_OR_BALANCE,
  },
];

/** The row that says that an option has no effect with this kind of load balancer; undefined where it has one. */
export function whyIgnored(kind: LoadBalancerKind, namespace: string, option: string): Ignored | undefined {
  return IGNORED.find(
    (ignored) =>
      ignored.kinds.includes(kind) &&
      ignored.namespace.test(namespace) &&
      (ignored.options?.includes(option) ?? true),
  );
}
