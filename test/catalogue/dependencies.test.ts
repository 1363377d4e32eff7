import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependencyProblems } from '../../src/catalogue/dependencies/dependency-problems.js';
import { ORDERS } from '../../src/catalogue/dependencies/dependency-problems.js';
import { EXCLUSIONS } from '../../src/catalogue/dependencies/exclusions.js';
import {
  factsOf,
  type OptionReference,
  resolveReference,
} from '../../src/catalogue/dependencies/option-reference.js';
import { REQUIREMENTS } from '../../src/catalogue/dependencies/requirements.js';
import { namespaceNames } from '../../src/catalogue/namespaces.js';

type Settings = Readonly<Record<string, string | undefined>>;

/** The problems of settings by `namespace option`; an undefined text is set and not known. */
const problemsOf = (settings: Settings) =>
  (['requirement', 'order', 'exclusion'] as const).flatMap((kind) => [
    ...dependencyProblems(kind, {
      namespaces: [...new Set(Object.keys(settings).map((key) => key.slice(0, key.indexOf(' '))))],
      get: ({ namespace, option }) => {
        const key = `${namespace} ${option}`;
        return Object.hasOwn(settings, key) ? { text: settings[key] } : undefined;
      },
    }),
  ]);

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
    ...EXCLUSIONS.flatMap(({ option, likewise = [], with: other }) => [option, ...likewise, other]),
  ];

  it.each([...new Set(references)])('%s is an option of the catalogue', (reference) => {
    const at = resolveReference(reference, undefined);
    expect(namespaceNames()).toContain(at.namespace);
    expect(() => factsOf({ ...at, namespace: at.namespace.replace(/:NAME$/, ':web') })).not.toThrow();
  });

  it('hold values in lowercase', () => {
    for (const { being = [], toBe = [] } of REQUIREMENTS)
      for (const value of [...being, ...toBe]) expect(value).toBe(value.toLowerCase());
  });
});

describe('dependencyProblems', () => {
  it.each<[Settings, string, string, boolean]>([
    [
      { [`${MANAGED} ManagedActionsEnabled`]: 'True', [`${MANAGED} PreferredStartTime`]: 'Sun:02:00' },
      'ManagedActionsEnabled is True, but UpdateLevel is not set',
      'Set `UpdateLevel` in `aws:elasticbeanstalk:managedactions:platformupdate` to patch or minor, or remove `ManagedActionsEnabled` and `PreferredStartTime`.',
      true,
    ],
    [
      {
        [`${MANAGED} ManagedActionsEnabled`]: 'true',
        [`${MANAGED} PreferredStartTime`]: 'Sun:02:00',
        [`${MANAGED}:platformupdate UpdateLevel`]: 'minor',
        [`${HEALTH} SystemType`]: 'basic',
      },
      'ManagedActionsEnabled is true, but SystemType is basic',
      'Set `SystemType` in `aws:elasticbeanstalk:healthreporting:system` to `enhanced`, or remove `ManagedActionsEnabled`, `PreferredStartTime`, and `UpdateLevel` in `aws:elasticbeanstalk:managedactions:platformupdate`.',
      false,
    ],
    [
      { [`${MANAGED} PreferredStartTime`]: 'Sun:02:00' },
      'PreferredStartTime is set, but ManagedActionsEnabled is false by default',
      'Set `ManagedActionsEnabled` to `true` and `UpdateLevel` in `aws:elasticbeanstalk:managedactions:platformupdate` to patch or minor, or remove `PreferredStartTime`.',
      false,
    ],
    [
      { [`${ENVIRONMENT} LoadBalancerIsShared`]: 'true' },
      'LoadBalancerIsShared is true, but SharedLoadBalancer is not set',
      'Set `SharedLoadBalancer` in `aws:elbv2:loadbalancer` to the ARN of an Application Load Balancer, or remove `LoadBalancerIsShared`.',
      true,
    ],
    [
      {
        [`${COMMAND} DeploymentPolicy`]: 'TrafficSplitting',
        [`${ENVIRONMENT} LoadBalancerType`]: 'network',
      },
      'DeploymentPolicy is TrafficSplitting, but LoadBalancerType is network',
      'Set `LoadBalancerType` in `aws:elasticbeanstalk:environment` to `application`, or remove `DeploymentPolicy`.',
      true,
    ],
    [
      { [`${COMMAND} DeploymentPolicy`]: 'Rolling', [`${ENVIRONMENT} EnvironmentType`]: 'SingleInstance' },
      'DeploymentPolicy is Rolling, but EnvironmentType is SingleInstance',
      'Set `EnvironmentType` in `aws:elasticbeanstalk:environment` to `LoadBalanced`, or remove `DeploymentPolicy`.',
      false,
    ],
    [
      {
        'aws:elbv2:loadbalancer SharedLoadBalancer': 'arn:aws:elasticloadbalancing:…',
        [`${ENVIRONMENT} LoadBalancerIsShared`]: 'false',
      },
      'SharedLoadBalancer is set, but LoadBalancerIsShared is false',
      'Set `LoadBalancerIsShared` in `aws:elasticbeanstalk:environment` to `true`, or remove `SharedLoadBalancer`.',
      false,
    ],
    [
      { [`${LAUNCH} RootVolumeIOPS`]: '3000', [`${LAUNCH} RootVolumeType`]: 'gp2' },
      'RootVolumeIOPS is set, but RootVolumeType is gp2',
      'Set `RootVolumeType` to `io1` or `gp3`, or remove `RootVolumeIOPS`.',
      true,
    ],
    [
      { [`${ASG} MinSize`]: '4', [`${ASG} MaxSize`]: '2' },
      'MinSize (4) is greater than MaxSize (2)',
      'Lower `MinSize` or raise `MaxSize`.',
      true,
    ],
    [
      { [`${COMMAND} BatchSize`]: '5', [`${COMMAND} BatchSizeType`]: 'Fixed', [`${ASG} MaxSize`]: '2' },
      'BatchSize (5) is greater than MaxSize (2)',
      'Lower `BatchSize` or raise `MaxSize`.',
      false,
    ],
    [
      { [`${ASG} MinSize`]: '6' },
      'MinSize (6) is greater than MaxSize (4 by default)',
      'Lower `MinSize` or raise `MaxSize`.',
      false,
    ],
    [
      { [`${PROCESS}:ws HealthCheckTimeout`]: '15', [`${PROCESS}:ws HealthCheckInterval`]: '15' },
      'HealthCheckTimeout (15) is not less than HealthCheckInterval (15)',
      'Lower `HealthCheckTimeout` or raise `HealthCheckInterval`.',
      true,
    ],
    [
      { 'aws:autoscaling:trigger UpperThreshold': '80' },
      'LowerThreshold (2000000 by default) is not less than UpperThreshold (80)',
      'Lower `LowerThreshold` or raise `UpperThreshold`.',
      false,
    ],
    [
      { [`${LAUNCH} RootVolumeIOPS`]: '6000', [`${LAUNCH} RootVolumeSize`]: '10' },
      'RootVolumeIOPS (6000) is more than 500 times RootVolumeSize (10)',
      'Lower `RootVolumeIOPS` or raise `RootVolumeSize`.',
      false,
    ],
    [
      {
        'aws:elb:healthcheck Target': 'TCP:81',
        'aws:elasticbeanstalk:application Application Healthcheck URL': '/status',
      },
      'Target is TCP:81, but Application Healthcheck URL is /status',
      'Delete `Target` or `Application Healthcheck URL`.',
      true,
    ],
    [
      {
        'aws:autoscaling:trigger MeasureName': 'TargetResponseTime',
        [`${ENVIRONMENT} LoadBalancerIsShared`]: 'true',
        [`${ENVIRONMENT} LoadBalancerType`]: 'application',
        'aws:elbv2:loadbalancer SharedLoadBalancer': 'arn',
      },
      'MeasureName is TargetResponseTime, but LoadBalancerIsShared is true',
      'Use another metric with its unit and thresholds, such as `CPUUtilization` with `Unit: Percent`: a shared load balancer does not have this one for each environment.',
      false,
    ],
    [
      {
        'aws:autoscaling:trigger LowerThreshold': '20',
        'aws:autoscaling:trigger UpperThreshold': '70',
        [`${ENVIRONMENT} EnvironmentType`]: 'SingleInstance',
      },
      'LowerThreshold is 20, but EnvironmentType is SingleInstance',
      'Delete the options of `aws:autoscaling:trigger`, or set `EnvironmentType` to `LoadBalanced`.',
      true,
    ],
    [
      {
        'aws:autoscaling:trigger UpperThreshold': '7000000',
        [`${ENVIRONMENT} EnvironmentType`]: 'SingleInstance',
      },
      'UpperThreshold is 7000000, but EnvironmentType is SingleInstance',
      'Delete the options of `aws:autoscaling:trigger`, or set `EnvironmentType` to `LoadBalanced`.',
      true,
    ],
  ])('%j', (settings, message, help, isRefused) => {
    expect(problemsOf(settings)).toMatchObject([{ message, help, isRefused }]);
    expect(problemsOf(settings)).toHaveLength(1);
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
    {
      'aws:autoscaling:updatepolicy:rollingupdate RollingUpdateEnabled': 'false',
      [`${ENVIRONMENT} EnvironmentType`]: 'SingleInstance',
    },
    { 'aws:autoscaling:trigger LowerThreshold': '20', [`${ENVIRONMENT} EnvironmentType`]: undefined },
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

  it('names the other end, if it is set', () => {
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

  it('reports every process', () => {
    const names = ['a', 'b', 'c'].map((name) => `${PROCESS}:${name} HealthCheckTimeout`);
    const problems = problemsOf(Object.fromEntries(names.map((name) => [name, '60'])));
    expect(problems.map(({ at }) => at.namespace)).toEqual([`${PROCESS}:a`, `${PROCESS}:b`, `${PROCESS}:c`]);
  });

  it('never throws, and reports what is set', () => {
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
          expect(message).not.toContain('undefined');
        }
      }),
    );
  });
});
