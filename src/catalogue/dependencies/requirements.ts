import type { OptionReference } from './option-reference.js';

/** An option that requires another one. */
export interface Requirement {
  readonly option: OptionReference;
  /** The values of `option` that require it, in lowercase; left out: all but the default, which changes nothing. */
  readonly being?: readonly string[];
  readonly needs: OptionReference;
  /** One of these, in lowercase; left out: `needs` must be set, to anything. */
  readonly toBe?: readonly string[];
  /** The command that creates the environment may set `needs` (eb create --shared-lb): only another value is wrong. */
  readonly mayBeSetByCommand?: true;
  /** Elastic Beanstalk or what it calls refuses the configuration, always or only where `needs` is set; left out: the option has no effect, or another one. */
  readonly refused?: true | 'where-set';
}

const ASG = 'aws:autoscaling:asg';
const LAUNCH = 'aws:autoscaling:launchconfiguration';
const ROLLING = 'aws:autoscaling:updatepolicy:rollingupdate';
const INSTANCES = 'aws:ec2:instances';
const VPC = 'aws:ec2:vpc';
const LOGS = 'aws:elasticbeanstalk:cloudwatch:logs';
const COMMAND = 'aws:elasticbeanstalk:command';
const ENVIRONMENT = 'aws:elasticbeanstalk:environment';
const PROCESS = 'aws:elasticbeanstalk:environment:process:NAME';
const HEALTH = 'aws:elasticbeanstalk:healthreporting:system';
const MANAGED = 'aws:elasticbeanstalk:managedactions';
const UPDATE = 'aws:elasticbeanstalk:managedactions:platformupdate';
const SPLITTING = 'aws:elasticbeanstalk:trafficsplitting';
const DIRECTORY = 'aws:elasticbeanstalk:windows:activedirectory';
const POLICIES = 'aws:elb:policies';
const BALANCER = 'aws:elbv2:loadbalancer';

/** Several options with the same requirement. */
const each = (options: readonly OptionReference[], rest: Omit<Requirement, 'option'>): Requirement[] =>
  options.map((option) => ({ option, ...rest }));

/**
 * Options without effect on their own, and requirements that Elastic Beanstalk checks at deployment.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.rolling-version-deploy.html
 */
export const REQUIREMENTS: readonly Requirement[] = [
  ...[`${MANAGED} PreferredStartTime` as const, `${UPDATE} UpdateLevel` as const].map((needs) => ({
    option: `${MANAGED} ManagedActionsEnabled` as const,
    being: ['true'],
    needs,
    refused: true as const,
  })),
  {
    option: `${MANAGED} ManagedActionsEnabled`,
    being: ['true'],
    needs: `${HEALTH} SystemType`,
    toBe: ['enhanced'],
  },
  ...each([`${MANAGED} PreferredStartTime`, `${UPDATE} UpdateLevel`, `${UPDATE} InstanceRefreshEnabled`], {
    needs: `${MANAGED} ManagedActionsEnabled`,
    toBe: ['true'],
  }),
  {
    option: `${ENVIRONMENT} LoadBalancerIsShared`,
    being: ['true'],
    needs: `${BALANCER} SharedLoadBalancer`,
    refused: true,
  },
  {
    option: `${ENVIRONMENT} LoadBalancerIsShared`,
    being: ['true'],
    needs: `${ENVIRONMENT} LoadBalancerType`,
    toBe: ['application'],
  },
  {
    option: `${BALANCER} SharedLoadBalancer`,
    needs: `${ENVIRONMENT} LoadBalancerIsShared`,
    toBe: ['true'],
    mayBeSetByCommand: true,
  },
  {
    option: `${COMMAND} DeploymentPolicy`,
    being: ['trafficsplitting'],
    needs: `${ENVIRONMENT} LoadBalancerType`,
    toBe: ['application'],
    refused: true,
  },
  {
    option: `${COMMAND} DeploymentPolicy`,
    being: ['trafficsplitting'],
    needs: `${ENVIRONMENT} EnvironmentType`,
    toBe: ['loadbalanced'],
    refused: true,
  },
  {
    option: `${COMMAND} DeploymentPolicy`,
    being: ['rolling', 'rollingwithadditionalbatch'],
    needs: `${ENVIRONMENT} EnvironmentType`,
    toBe: ['loadbalanced'],
  },
  ...each([`${SPLITTING} NewVersionPercent`, `${SPLITTING} EvaluationTime`], {
    needs: `${COMMAND} DeploymentPolicy`,
    toBe: ['trafficsplitting'],
  }),
  ...each([`${COMMAND} BatchSize`], {
    needs: `${COMMAND} DeploymentPolicy`,
    toBe: ['rolling', 'rollingwithadditionalbatch'],
  }),
  ...each([`${ROLLING} Timeout`], { needs: `${ROLLING} RollingUpdateType`, toBe: ['health'] }),
  ...each(
    [
      `${ASG} EnableCapacityRebalancing`,
      `${INSTANCES} SpotAllocationStrategy`,
      `${INSTANCES} SpotFleetOnDemandBase`,
      `${INSTANCES} SpotFleetOnDemandAboveBasePercentage`,
      `${INSTANCES} SpotMaxPrice`,
    ],
    { needs: `${INSTANCES} EnableSpot`, toBe: ['true'] },
  ),
  // "The parameter iops is not supported for gp2 volumes": https://github.com/boto/boto3/issues/2353
  ...each([`${LAUNCH} RootVolumeIOPS`], {
    needs: `${LAUNCH} RootVolumeType`,
    toBe: ['io1', 'gp3'],
    refused: 'where-set',
  }),
  // "throughput can only be specified for volumeType gp3": https://github.com/runs-on/runs-on/issues/426
  ...each([`${LAUNCH} RootVolumeThroughput`], {
    needs: `${LAUNCH} RootVolumeType`,
    toBe: ['gp3'],
    refused: 'where-set',
  }),
  {
    option: `${LAUNCH} RootVolumeType`,
    being: ['io1'],
    needs: `${LAUNCH} RootVolumeSize`,
  },
  {
    option: `${LAUNCH} DisableDefaultEC2SecurityGroup`,
    being: ['true'],
    needs: `${LAUNCH} SecurityGroups`,
  },
  // Elastic Beanstalk refuses it ("Specify the subnets for the VPC"), unless the command names the subnets.
  ...each([`${VPC} VPCId`], { needs: `${VPC} Subnets` }),
  ...each([`${VPC} ELBSubnets`, `${VPC} ELBScheme`], {
    needs: `${ENVIRONMENT} EnvironmentType`,
    toBe: ['loadbalanced'],
  }),
  ...each([`${LOGS} RetentionInDays`], { needs: `${LOGS} StreamLogs`, toBe: ['true'] }),
  ...each([`${LOGS}:health RetentionInDays`], {
    needs: `${LOGS}:health HealthStreamingEnabled`,
    toBe: ['true'],
  }),
  {
    option: `${LOGS}:health HealthStreamingEnabled`,
    being: ['true'],
    needs: `${HEALTH} SystemType`,
    toBe: ['enhanced'],
  },
  ...each(
    [
      `${HEALTH} ConfigDocument`,
      `${HEALTH} EnhancedHealthAuthEnabled`,
      `${HEALTH} HealthCheckSuccessThreshold`,
    ],
    { needs: `${HEALTH} SystemType`, toBe: ['enhanced'] },
  ),
  ...each([`${PROCESS} StickinessLBCookieDuration`], {
    needs: `${PROCESS} StickinessEnabled`,
    toBe: ['true'],
  }),
  {
    option: `${BALANCER} AccessLogsS3Enabled`,
    // "S3Bucket name cannot be empty": https://github.com/infrablocks/terraform-aws-ecs-load-balancer/issues/6
    being: ['true'],
    needs: `${BALANCER} AccessLogsS3Bucket`,
    refused: true,
  },
  ...each([`${BALANCER} AccessLogsS3Bucket`, `${BALANCER} AccessLogsS3Prefix`], {
    needs: `${BALANCER} AccessLogsS3Enabled`,
    toBe: ['true'],
  }),
  ...each([`${POLICIES} ConnectionDrainingTimeout`], {
    needs: `${POLICIES} ConnectionDrainingEnabled`,
    toBe: ['true'],
  }),
  ...each([`${POLICIES} Stickiness Cookie Expiration`], {
    needs: `${POLICIES} Stickiness Policy`,
    toBe: ['true'],
  }),
  ...each([`${DIRECTORY} DirectoryId`], { needs: `${DIRECTORY} DirectoryName` }),
  ...each([`${DIRECTORY} DirectoryName`, `${DIRECTORY} DirectoryOU`], { needs: `${DIRECTORY} DirectoryId` }),
];
