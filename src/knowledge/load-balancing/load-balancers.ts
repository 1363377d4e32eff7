import { groupBy, lookUp } from '../../util/collections.js';
import { list } from '../../util/text.js';

/** `none`: a single instance has no load balancer. */
export type LoadBalancerKind = 'application' | 'network' | 'classic' | 'none';

/**
 * `shared`: an Application Load Balancer that other environments use, too.
 * `elbv2`: an Application or Network Load Balancer.
 */
export type IgnoringKind = LoadBalancerKind | 'shared' | 'elbv2';

/** Settings that a kind of load balancer ignores. */
export interface Ignored {
  readonly kinds: readonly IgnoringKind[];
  readonly namespace: RegExp;
  /** Undefined where every option is ignored. */
  readonly options?: readonly string[];
  /** Those of the namespace that are refused instead. */
  readonly refused?: readonly string[];
  /** What to do instead: a sentence. */
  readonly help: string;
  /** What to do where an option of the same namespace is not set: it does what the ignored ones are for. */
  readonly unset?: { readonly option: string; readonly help: string };
  /** Where an option of a listed one is with this kind of load balancer; the help then names those that are used. */
  readonly counterparts?: Readonly<Record<string, Counterpart>>;
}

/** An option and its namespace; `PORT` in it is the port of the listener. */
type Counterpart = readonly [option: string, namespace: string];

const DELETE_OR_BALANCE = 'Delete these settings, or set `EnvironmentType` to `LoadBalanced`.';

const DELETE_OR_APPLICATION =
  'Delete these settings, or create an environment with `LoadBalancerType: application`.';

const WITHOUT_RULES =
  'Create an environment with `LoadBalancerType: application`, or delete these settings and declare a listener with its `DefaultProcess` for each process.';

const DELETE = 'Delete these settings.';

const LISTENER = 'aws:elbv2:listener:PORT';
const BALANCER = 'aws:elbv2:loadbalancer';
const PROCESS = 'aws:elasticbeanstalk:environment:process:default';

const LISTENER_COUNTERPARTS: Readonly<Record<string, Counterpart>> = {
  ListenerProtocol: ['Protocol', LISTENER],
  SSLCertificateId: ['SSLCertificateArns', LISTENER],
  InstancePort: ['Port', PROCESS],
  InstanceProtocol: ['Protocol', PROCESS],
};

const OTHER_COUNTERPARTS: Readonly<Record<string, Counterpart>> = {
  ConnectionDrainingTimeout: ['DeregistrationDelay', PROCESS],
  ConnectionSettingIdleTimeout: ['IdleTimeout', BALANCER],
  'Stickiness Policy': ['StickinessEnabled', PROCESS],
  'Stickiness Cookie Expiration': ['StickinessLBCookieDuration', PROCESS],
  Interval: ['HealthCheckInterval', PROCESS],
  Timeout: ['HealthCheckTimeout', PROCESS],
  HealthyThreshold: ['HealthyThresholdCount', PROCESS],
  UnhealthyThreshold: ['UnhealthyThresholdCount', PROCESS],
  ManagedSecurityGroup: ['ManagedSecurityGroup', BALANCER],
  SecurityGroups: ['SecurityGroups', BALANCER],
};

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
    unset: {
      option: 'Rules',
      help: 'Replace these settings with `Rules: default`: by itself, a shared load balancer sends only requests to port 80 to this environment.',
    },
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
    help: DELETE,
    counterparts: { 'Application Healthcheck URL': ['HealthCheckPath', PROCESS] },
  },
  {
    kinds: ['application', 'network'],
    namespace: /^aws:elb:listener/,
    help: DELETE,
    counterparts: LISTENER_COUNTERPARTS,
  },
  {
    kinds: ['application', 'network'],
    namespace: /^aws:elb:/,
    help: DELETE,
    counterparts: OTHER_COUNTERPARTS,
  },
  {
    kinds: ['classic'],
    namespace: /^aws:elbv2:/,
    refused: ['IpAddressType'],
    help: DELETE_OR_APPLICATION,
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
    help: DELETE_OR_APPLICATION,
  },
  {
    kinds: ['network'],
    namespace: /^aws:elbv2:loadbalancer$/,
    options: ['AccessLogsS3Bucket', 'AccessLogsS3Enabled', 'AccessLogsS3Prefix', 'IdleTimeout'],
    help: DELETE_OR_APPLICATION,
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

/** An option by its namespace and name. */
export interface OptionName {
  readonly namespace: string;
  readonly option: string;
}

/** What to do instead of ignored options, which all have this reason; counterparts that are set need nothing. */
export function helpInstead(
  { help, unset, counterparts = {} }: Ignored,
  kind: IgnoringKind,
  ignored: readonly OptionName[],
  isSet: (name: OptionName) => boolean,
): string {
  const [first] = ignored;
  if (unset && first && !isSet({ namespace: first.namespace, option: unset.option })) return unset.help;
  const targets = counterpartsOf(ignored, counterparts).filter(
    (target) => !whyIgnored(kind, target.namespace, target.option) && !isSet(target),
  );
  return targets.length > 0 ? `Delete these settings, and set ${clausesFor(targets)}.` : help;
}

/** Where options of a listener of a Classic Load Balancer are with the other types, as `\`A\` of \`B\``; empty for none. */
export const listenerCounterparts = (options: readonly OptionName[]): string =>
  clausesFor(counterpartsOf(options, LISTENER_COUNTERPARTS));

const counterpartsOf = (
  options: readonly OptionName[],
  counterparts: Readonly<Record<string, Counterpart>>,
): OptionName[] =>
  options.flatMap(({ namespace, option }) => {
    const counterpart = lookUp(counterparts, option);
    if (!counterpart) return [];
    const [name, place] = counterpart;
    const last = namespace.slice(namespace.lastIndexOf(':') + 1);
    const port = /^\d+$/.test(last) ? last : 'default';
    return [{ option: name, namespace: place.replace('PORT', port) }];
  });

const clausesFor = (targets: readonly OptionName[]): string =>
  [...groupBy(targets, ({ namespace }) => [namespace])]
    .map(
      ([namespace, same]) =>
        `${list(new Set(same.map(({ option }) => `\`${option}\``)))} of \`${namespace}\``,
    )
    .join(', and ');
