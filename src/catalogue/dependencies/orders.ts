import type { OptionReference } from './option-reference.js';

/** Two numbers, of which one must not be greater than the other. */
export interface Order {
  readonly lesser: OptionReference;
  readonly greater: OptionReference;
  /** Equal ones are wrong too. */
  readonly strictly?: true;
  /** `lesser` may be this many times `greater`. */
  readonly factor?: number;
  /** Checked only where files set both: a number that no file sets is often set elsewhere. */
  readonly bothSet?: true;
  /** Elastic Beanstalk refuses the configuration. */
  readonly refused?: true;
  /** Checked only where this option is set to this value, in lowercase. */
  readonly where?: readonly [OptionReference, string];
  /** Not checked where this option is set to this value, in lowercase. */
  readonly unless?: readonly [OptionReference, string];
}

const ASG = 'aws:autoscaling:asg';
const LAUNCH = 'aws:autoscaling:launchconfiguration';
const TRIGGER = 'aws:autoscaling:trigger';
const COMMAND = 'aws:elasticbeanstalk:command';
const PROCESS = 'aws:elasticbeanstalk:environment:process:NAME';

/**
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html
 */
export const ORDERS: readonly Order[] = [
  { lesser: `${ASG} MinSize`, greater: `${ASG} MaxSize`, refused: true },
  { lesser: `${TRIGGER} LowerThreshold`, greater: `${TRIGGER} UpperThreshold`, strictly: true },
  {
    lesser: `${PROCESS} HealthCheckTimeout`,
    greater: `${PROCESS} HealthCheckInterval`,
    strictly: true,
    refused: true,
    unless: ['aws:elasticbeanstalk:environment LoadBalancerType', 'network'],
  },
  {
    lesser: 'aws:elb:healthcheck Timeout',
    greater: 'aws:elb:healthcheck Interval',
    strictly: true,
    refused: true,
  },
  { lesser: 'aws:ec2:instances SpotFleetOnDemandBase', greater: `${ASG} MaxSize`, bothSet: true },
  {
    lesser: `${COMMAND} BatchSize`,
    greater: `${ASG} MaxSize`,
    bothSet: true,
    where: [`${COMMAND} BatchSizeType`, 'fixed'],
  },
  { lesser: `${LAUNCH} RootVolumeIOPS`, greater: `${LAUNCH} RootVolumeSize`, factor: 500 },
];
