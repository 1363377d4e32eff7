import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namespaceNames } from '../src/knowledge/catalogue/namespaces.js';
import { dependencyProblems } from '../src/knowledge/dependencies/dependency-problems.js';
import { EXCLUSIONS } from '../src/knowledge/dependencies/exclusions.js';
import {
  factsOf,
  resolveReference,
  type OptionReference,
} from '../src/knowledge/dependencies/option-reference.js';
import { ORDERS } from '../src/knowledge/dependencies/orders.js';
import { REQUIREMENTS } from '../src/knowledge/dependencies/requirements.js';

type Settings = Readonly<Record<string, string | undefined>>;

/** The problems of settings by `namespace option`; an undefined text is set and not known. */
const problemsOf = (settings: Settings) => [
  ...dependencyProblems({
    namespaces: [...new Set(Object.keys(settings).map((key) => key.slice(0, key.indexOf(' '))))],
    get: ({ namespace, option }) => {
      const key = `${namespace} ${option}`;
      return Object.hasOwn(settings, key) ? { text: settings[key] } : undefined;
    },
  }),
];

const ASG = 'aws:autoscaling:asg';
const LAUNCH = 'aws:autoscaling:launchconfiguration';
const COMMAND = 'aws:elasticbeanstalk:command';
const ENVIRONMENT = 'aws:elasticbeanstalk:environment';
const MANAGED = 'aws:elasticbeanstalk:managedactions';
const HEALTH = 'aws:elasticbeanstalk:healthreporting:system';
const PROCESS = 'aws:elasticbeanstalk:environment:process';

describe('the tables', () => {
  const references: OptionReference[] = [
    ...REQUIREMENTS.flatMap(({ option, needs }) => [option, needs]),
    ...ORDERS.flatMap(({ lesser, greater, where, unless }) => [
      lesser,
      greater,
      ...(where ? [where[0]] : []),
      ...(unless ? [unless[0]] : []),
    ]),
    ...EXCLUSIONS.flatMap((exclusion) => [exclusion.option, exclusion.with]),
  ];

  it.each([...new Set(references)])('%s is an option of the catalogue', (reference) => {
    const at = resolveReference(reference, undefined);
    expect(namespaceNames()).toContain(at.namespace);
    expect(() => factsOf({ ...at, namespace: at.namespace.replace(/:NAME$/, ':web') })).not.toThrow();
  });

  it('hold values in lower case', () => {
    for (const { being = [], toBe = [] } of REQUIREMENTS)
      for (const value of [...being, ...toBe]) expect(value).toBe(value.toLowerCase());
  });
});

describe('dependencyProblems', () => {
  it.each<[Settings, string, 'error' | 'warning']>([
    [
      { [`${MANAGED} ManagedActionsEnabled`]: 'True', [`${MANAGED} PreferredStartTime`]: 'Sun:02:00' },
      'ManagedActionsEnabled is True, but aws:elasticbeanstalk:managedactions:platformupdate UpdateLevel is not set: Elastic Beanstalk refuses it.',
      'error',
    ],
    [
      {
        [`${MANAGED} ManagedActionsEnabled`]: 'true',
        [`${MANAGED} PreferredStartTime`]: 'Sun:02:00',
        [`${MANAGED}:platformupdate UpdateLevel`]: 'minor',
        [`${HEALTH} SystemType`]: 'basic',
      },
      'ManagedActionsEnabled is true, but aws:elasticbeanstalk:healthreporting:system SystemType is basic, not enhanced: managed updates need enhanced health.',
      'warning',
    ],
    [
      { [`${MANAGED} PreferredStartTime`]: 'Sun:02:00' },
      'PreferredStartTime is set, but ManagedActionsEnabled is not set and false by default: it has no effect.',
      'warning',
    ],
    [
      { [`${ENVIRONMENT} LoadBalancerIsShared`]: 'true' },
      'LoadBalancerIsShared is true, but aws:elbv2:loadbalancer SharedLoadBalancer is not set: no load balancer is named to share.',
      'warning',
    ],
    [
      {
        [`${COMMAND} DeploymentPolicy`]: 'TrafficSplitting',
        [`${ENVIRONMENT} LoadBalancerType`]: 'network',
      },
      'DeploymentPolicy is TrafficSplitting, but aws:elasticbeanstalk:environment LoadBalancerType is network, not application: no other load balancer can split traffic.',
      'warning',
    ],
    [
      { [`${COMMAND} DeploymentPolicy`]: 'Rolling', [`${ENVIRONMENT} EnvironmentType`]: 'SingleInstance' },
      'DeploymentPolicy is Rolling, but aws:elasticbeanstalk:environment EnvironmentType is SingleInstance, not LoadBalanced: a single instance is not deployed to in batches.',
      'warning',
    ],
    [
      {
        'aws:elbv2:loadbalancer SharedLoadBalancer': 'arn:aws:elasticloadbalancing:…',
        [`${ENVIRONMENT} LoadBalancerIsShared`]: 'false',
      },
      'SharedLoadBalancer is set, but aws:elasticbeanstalk:environment LoadBalancerIsShared is false, not true: the environment gets a load balancer of its own.',
      'warning',
    ],
    [
      { [`${LAUNCH} RootVolumeIOPS`]: '3000', [`${LAUNCH} RootVolumeType`]: 'gp2' },
      'RootVolumeIOPS is set, but RootVolumeType is gp2, not io1 or gp3: it has no effect.',
      'warning',
    ],
    [
      { [`${ASG} MinSize`]: '4', [`${ASG} MaxSize`]: '2' },
      'MinSize is 4, but must be at most MaxSize, which is 2.',
      'error',
    ],
    [
      { [`${COMMAND} BatchSize`]: '5', [`${COMMAND} BatchSizeType`]: 'Fixed', [`${ASG} MaxSize`]: '2' },
      'BatchSize is 5, but must be at most aws:autoscaling:asg MaxSize, which is 2.',
      'warning',
    ],
    [
      { [`${ASG} MinSize`]: '6' },
      'MinSize is 6, but must be at most MaxSize, which is 4 by default.',
      'warning',
    ],
    [
      { [`${PROCESS}:ws HealthCheckTimeout`]: '15', [`${PROCESS}:ws HealthCheckInterval`]: '15' },
      'HealthCheckTimeout is 15, but must be less than HealthCheckInterval, which is 15.',
      'error',
    ],
    [
      { 'aws:autoscaling:trigger UpperThreshold': '80' },
      'LowerThreshold is 2000000 by default, but must be less than UpperThreshold, which is 80.',
      'warning',
    ],
    [
      { [`${LAUNCH} RootVolumeIOPS`]: '6000', [`${LAUNCH} RootVolumeSize`]: '10' },
      'RootVolumeIOPS is 6000, but must be at most 500 times RootVolumeSize, which is 10.',
      'warning',
    ],
    [
      {
        'aws:elb:healthcheck Target': 'TCP:81',
        'aws:elasticbeanstalk:application Application Healthcheck URL': '/status',
      },
      'Target is TCP:81, and aws:elasticbeanstalk:application Application Healthcheck URL is /status: Elastic Beanstalk refuses to have both.',
      'error',
    ],
    [
      {
        'aws:autoscaling:trigger MeasureName': 'TargetResponseTime',
        [`${ENVIRONMENT} LoadBalancerIsShared`]: 'true',
        [`${ENVIRONMENT} LoadBalancerType`]: 'application',
        'aws:elbv2:loadbalancer SharedLoadBalancer': 'arn',
      },
      'MeasureName is TargetResponseTime, and aws:elasticbeanstalk:environment LoadBalancerIsShared is true: a shared load balancer has no such metric for one environment.',
      'warning',
    ],
  ])('%j', (settings, message, severity) => {
    expect(problemsOf(settings).map((problem) => [problem.message, problem.severity])).toEqual([
      [message, severity],
    ]);
  });

  it.each<Settings>([
    {},
    {
      [`${MANAGED} ManagedActionsEnabled`]: 'true',
      [`${MANAGED} PreferredStartTime`]: 'Sun:02:00',
      [`${MANAGED}:platformupdate UpdateLevel`]: undefined,
    },
    // What the clients send by themselves is not known from here.
    { [`${COMMAND} BatchSize`]: '50' },
    // A sample of AWS: MaxSize is set elsewhere.
    { [`${COMMAND} BatchSize`]: '5', [`${COMMAND} BatchSizeType`]: 'Fixed' },
    { [`${HEALTH} ConfigDocument`]: '{}' },
    { [`${COMMAND} DeploymentPolicy`]: 'TrafficSplitting' },
    { 'aws:elbv2:loadbalancer SharedLoadBalancer': 'arn:aws:elasticloadbalancing:…' },
    // Exports hold defaults.
    { [`${COMMAND} BatchSize`]: '30', [`${COMMAND} DeploymentPolicy`]: 'AllAtOnce' },
    {
      [`${PROCESS}:default StickinessLBCookieDuration`]: '86400',
      [`${PROCESS}:default StickinessEnabled`]: 'false',
    },
    { 'aws:elasticbeanstalk:cloudwatch:logs RetentionInDays': '7' },
    // Nothing is known of the other end.
    { [`${ASG} MinSize`]: '4', [`${ASG} MaxSize`]: undefined },
    { [`${ASG} MinSize`]: 'many', [`${ASG} MaxSize`]: '2' },
    { [`${LAUNCH} RootVolumeIOPS`]: '3000' },
    { [`${LAUNCH} RootVolumeThroughput`]: '300', [`${LAUNCH} RootVolumeType`]: undefined },
    // Of two processes, each has its own numbers.
    { [`${PROCESS}:a HealthCheckTimeout`]: '10', [`${PROCESS}:b HealthCheckInterval`]: '10' },
    {
      [`${PROCESS}:a HealthCheckTimeout`]: '30',
      [`${PROCESS}:a HealthCheckInterval`]: '30',
      [`${ENVIRONMENT} LoadBalancerType`]: 'network',
    },
    { [`${ASG} MinSize`]: '2', [`${ASG} MaxSize`]: '2' },
    { [`${COMMAND} BatchSize`]: '5', [`${COMMAND} BatchSizeType`]: 'Percentage', [`${ASG} MaxSize`]: '2' },
    {
      'aws:elb:healthcheck Target': 'TCP:81',
      'aws:elasticbeanstalk:application Application Healthcheck URL': 'TCP:81',
    },
    { 'aws:nobody:knows Option': 'x' },
  ])('is silent on %j', (settings) => {
    expect(problemsOf(settings)).toEqual([]);
  });

  it('tells where the other end is, if it is set', () => {
    const [both] = problemsOf({
      [`${PROCESS}:ws HealthCheckTimeout`]: '15',
      [`${PROCESS}:ws HealthCheckInterval`]: '5',
    });
    expect(both).toMatchObject({
      at: { namespace: `${PROCESS}:ws`, option: 'HealthCheckTimeout' },
      other: { namespace: `${PROCESS}:ws`, option: 'HealthCheckInterval' },
    });
    const [one] = problemsOf({ 'aws:autoscaling:trigger UpperThreshold': '80' });
    expect(one).toMatchObject({ at: { option: 'UpperThreshold' }, other: undefined });
  });

  it('speaks of every process', () => {
    const names = ['a', 'b', 'c'].map((name) => `${PROCESS}:${name} HealthCheckTimeout`);
    const problems = problemsOf(Object.fromEntries(names.map((name) => [name, '60'])));
    expect(problems.map(({ at }) => at.namespace)).toEqual([`${PROCESS}:a`, `${PROCESS}:b`, `${PROCESS}:c`]);
  });

  it('never throws, and speaks of what is set', () => {
    const keys = REQUIREMENTS.flatMap(({ option, needs }) => [option, needs]).map((reference) =>
      reference.replace(':NAME', ':web'),
    );
    const text = fc.option(fc.oneof(fc.constantFrom('true', 'false', '5', 'io1'), fc.string()), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), text), (settings) => {
        for (const { at, other, message } of problemsOf(settings)) {
          expect(settings).toHaveProperty([`${at.namespace} ${at.option}`]);
          if (other) expect(settings).toHaveProperty([`${other.namespace} ${other.option}`]);
          expect(message).toMatch(/\.$/);
        }
      }),
    );
  });
});
