import { findNamespace } from '../../catalogue/find-namespace.js';
import { findOption } from '../../catalogue/find-option.js';
import { expectedValue } from '../../catalogue/values/expected-value.js';
import { trimmedText } from '../../source/index.js';
import type { EffectiveSetting, Settings } from './settings.js';

/** An option in a namespace where Elastic Beanstalk does not read it. */
export interface MisplacedOption {
  readonly setting: EffectiveSetting;
  /** The namespace that the option belongs to, as the catalogue lists it. */
  readonly owner: string;
  /** It is an item of a list that names no namespace. */
  readonly lacksNamespace: boolean;
}

/**
 * Options with names that hardly mean anything else, in namespaces that accept any name. Those whose values do not fit the
 * option, and those that are also set where they belong, may be variables of the application.
 */
export const misplacedOptions = (settings: Settings): MisplacedOption[] =>
  [...settings.effectiveSettings()].flatMap((setting) => {
    const { namespace, option } = setting;
    const owner = takesAnyName(namespace.value) ? ownerOfDistinctive(option.value) : undefined;
    if (owner === undefined || !fitsOption(owner, setting)) return [];
    if (isSetIn(owner, option.value, settings)) return [];
    const { start, end } = namespace.place.span;
    return [{ setting, owner, lacksNamespace: start === end }];
  });

function fitsOption(owner: string, { option, value }: EffectiveSetting): boolean {
  const known = findOption(owner.replace('PORT', '443'), option.value);
  const text = trimmedText(value);
  return known !== undefined && !!text && expectedValue(known, text) === undefined;
}

const isSetIn = (owner: string, option: string, settings: Settings): boolean =>
  settings
    .namespaces()
    .some(
      (name) => findNamespace(name)?.listedAs === owner && settings.effective(name, option) !== undefined,
    );

/**
 * Options whose names hardly any application gives to a variable of its own, by the namespace that reads them. Names such as
 * `Port`, `DBUser` or `HealthCheckPath` are not here: programs read such variables.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html
 */
const DISTINCTIVE: Readonly<Record<string, readonly string[]>> = {
  'aws:autoscaling:asg': ['MinSize', 'MaxSize', 'EnableCapacityRebalancing'],
  'aws:autoscaling:launchconfiguration': [
    'DisableDefaultEC2SecurityGroup',
    'DisableIMDSv1',
    'EC2KeyName',
    'IamInstanceProfile',
    'InstanceType',
    'LaunchTemplateTagPropagationEnabled',
    'RootVolumeSize',
    'RootVolumeType',
    'SSHSourceRestriction',
  ],
  'aws:autoscaling:updatepolicy:rollingupdate': [
    'MinInstancesInService',
    'RollingUpdateEnabled',
    'RollingUpdateType',
  ],
  'aws:ec2:instances': [
    'EnableSpot',
    'InstanceTypes',
    'SpotFleetOnDemandAboveBasePercentage',
    'SpotFleetOnDemandBase',
    'SupportedArchitectures',
  ],
  'aws:ec2:vpc': ['AssociatePublicIpAddress', 'DBSubnets', 'ELBScheme', 'ELBSubnets', 'VPCId'],
  'aws:elasticbeanstalk:application': ['Application Healthcheck URL'],
  'aws:elasticbeanstalk:cloudwatch:logs': ['StreamLogs'],
  'aws:elasticbeanstalk:cloudwatch:logs:health': ['HealthStreamingEnabled'],
  'aws:elasticbeanstalk:command': ['BatchSizeType', 'DeploymentPolicy', 'IgnoreHealthCheck'],
  'aws:elasticbeanstalk:container:python': ['NumProcesses', 'NumThreads', 'WSGIPath'],
  'aws:elasticbeanstalk:environment': ['EnvironmentType', 'LoadBalancerIsShared', 'LoadBalancerType'],
  'aws:elasticbeanstalk:environment:process:NAME': [
    'DeregistrationDelay',
    'HealthyThresholdCount',
    'MatcherHTTPCode',
    'StickinessEnabled',
    'StickinessLBCookieDuration',
    'UnhealthyThresholdCount',
  ],
  'aws:elasticbeanstalk:environment:proxy': ['ProxyServer'],
  'aws:elasticbeanstalk:healthreporting:system': ['EnhancedHealthAuthEnabled', 'SystemType'],
  'aws:elasticbeanstalk:managedactions': ['ManagedActionsEnabled', 'PreferredStartTime'],
  'aws:elasticbeanstalk:managedactions:platformupdate': ['InstanceRefreshEnabled', 'UpdateLevel'],
  'aws:elasticbeanstalk:sns:topics': [
    'Notification Endpoint',
    'Notification Protocol',
    'Notification Topic ARN',
    'Notification Topic Name',
  ],
  'aws:elasticbeanstalk:sqsd': ['ErrorVisibilityTimeout'],
  'aws:elasticbeanstalk:trafficsplitting': ['NewVersionPercent'],
  'aws:elasticbeanstalk:xray': ['XRayEnabled'],
  'aws:elb:loadbalancer': ['CrossZone'],
  'aws:elb:policies': ['ConnectionDrainingEnabled', 'ConnectionSettingIdleTimeout'],
  'aws:elbv2:listener:PORT': ['DefaultProcess', 'ListenerEnabled', 'SSLCertificateArns'],
  'aws:elbv2:listenerrule:NAME': ['HostHeaders', 'PathPatterns'],
  'aws:elbv2:loadbalancer': ['AccessLogsS3Enabled', 'SharedLoadBalancer'],
  'aws:rds:dbinstance': [
    'DBAllocatedStorage',
    'DBDeletionPolicy',
    'DBInstanceClass',
    'HasCoupledDatabase',
    'MultiAZDatabase',
  ],
};

/** The namespaces of the table. */
export const DISTINCTIVE_OPTIONS = Object.entries(DISTINCTIVE);

/** The namespace that reads a distinctive option, as the catalogue lists it; undefined for any other name. */
export const ownerOfDistinctive = (option: string): string | undefined => OWNERS.get(option);

const OWNERS: ReadonlyMap<string, string> = new Map(
  DISTINCTIVE_OPTIONS.flatMap(([owner, options]) => options.map((option) => [option, owner])),
);

/**
 * The namespaces that silently accept an option of any name. Not here: the one of custom options, which templates read and
 * people name after what they configure, and the one of secrets, whose values are checked.
 */
const FREE_FORM: ReadonlySet<string> = new Set([
  'aws:elasticbeanstalk:application:environment',
  'aws:elasticbeanstalk:container:tomcat:jvmoptions',
  'aws:elasticbeanstalk:environment:proxy:staticfiles',
]);

/** Whether an option that belongs elsewhere is silently lost in a namespace. */
export const takesAnyName = (namespace: string): boolean => FREE_FORM.has(namespace);
