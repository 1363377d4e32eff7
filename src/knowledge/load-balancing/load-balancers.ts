/** `none`: a single instance has no load balancer. */
export type LoadBalancerKind = 'application' | 'network' | 'classic' | 'none';

/**
 * `shared`: an Application Load Balancer that other environments use, too.
 * `elbv2`: an Application or Network Load Balancer.
 */
export type IgnoringKind = LoadBalancerKind | 'shared' | 'elbv2';

/** Settings that a kind of load balancer ignores. */
interface Ignored {
  readonly kinds: readonly IgnoringKind[];
  readonly namespace: RegExp;
  /** Undefined where every option is ignored. */
  readonly options?: readonly string[];
  /** Those of the namespace that are refused instead. */
  readonly refused?: readonly string[];
  /** What to do instead: a sentence. */
  readonly help: string;
}

const DELETE_OR_BALANCE = 'Delete these settings, or set `EnvironmentType` to `LoadBalanced`.';

const WITHOUT_RULES = 'Set `DefaultProcess` of the listeners instead.';

/**
 * Settings without effect.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-nlb.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html
 */
const IGNORED: readonly Ignored[] = [
  {
    kinds: ['shared'],
    namespace: /^aws:elbv2:listener:default$/,
    help: 'Use `aws:elbv2:listener:80`: a shared load balancer has no default listener.',
  },
  {
    kinds: ['shared'],
    namespace: /^aws:elbv2:listener:/,
    options: ['DefaultProcess', 'ListenerEnabled', 'Protocol', 'SSLCertificateArns', 'SSLPolicy'],
    help: 'Delete these settings: only `Rules` of the listener belongs to this environment.',
  },
  {
    kinds: ['shared'],
    namespace: /^aws:elbv2:loadbalancer$/,
    options: [
      'AccessLogsS3Bucket',
      'AccessLogsS3Enabled',
      'AccessLogsS3Prefix',
      'IdleTimeout',
      'IpAddressType',
      'ManagedSecurityGroup',
    ],
    help: 'Delete these settings, and set them where the load balancer is made.',
  },
  {
    kinds: ['application', 'network', 'elbv2'],
    namespace: /^aws:elasticbeanstalk:application$/,
    options: ['Application Healthcheck URL'],
    help: 'Set `HealthCheckPath` of `aws:elasticbeanstalk:environment:process:default`.',
  },
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
    refused: ['IpAddressType'],
    help: 'Set `LoadBalancerType` to `application`.',
  },
  {
    kinds: ['network'],
    namespace: /^aws:elbv2:listenerrule:/,
    help: WITHOUT_RULES,
  },
  {
    kinds: ['network'],
    namespace: /^aws:elbv2:listener:/,
    options: ['Rules'],
    help: WITHOUT_RULES,
  },
  {
    kinds: ['network'],
    namespace: /^aws:elasticbeanstalk:environment:process:/,
    options: ['HealthCheckTimeout', 'StickinessEnabled', 'StickinessLBCookieDuration', 'StickinessType'],
    help: 'Delete these settings, or set `LoadBalancerType` to `application`.',
  },
  {
    kinds: ['network'],
    namespace: /^aws:elbv2:loadbalancer$/,
    options: ['AccessLogsS3Bucket', 'AccessLogsS3Enabled', 'AccessLogsS3Prefix', 'IdleTimeout'],
    help: 'Delete these settings, or set `LoadBalancerType` to `application`.',
  },
  {
    kinds: ['none'],
    namespace: /^aws:elb(?:v2)?:/,
    refused: ['IpAddressType'],
    help: DELETE_OR_BALANCE,
  },
  {
    kinds: ['none'],
    namespace: /^aws:elasticbeanstalk:environment:process:(?!default$)/,
    help: DELETE_OR_BALANCE,
  },
];

/** The row that says that an option has no effect with this kind of load balancer; undefined where it has one. */
export function whyIgnored(kind: IgnoringKind, namespace: string, option: string): Ignored | undefined {
  return IGNORED.find(
    (ignored) =>
      ignored.kinds.includes(kind) &&
      ignored.namespace.test(namespace) &&
      (ignored.options?.includes(option) ?? true) &&
      !ignored.refused?.includes(option),
  );
}
