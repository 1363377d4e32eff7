import type { OptionReference } from './option-reference.js';

/** Two options that must not be set together. */
export interface Exclusion {
  readonly option: OptionReference;
  /** More that conflict for the same reason: only the first that is set is reported. */
  readonly likewise?: readonly OptionReference[];
  /** The conflicting values, in lowercase; left out: any. */
  readonly being?: readonly string[];
  readonly with: OptionReference;
  readonly withBeing?: readonly string[];
  /** They conflict only where their values differ. */
  readonly unlessEqual?: true;
  /** Elastic Beanstalk refuses the configuration. */
  readonly refused?: true;
  /** What to do: a sentence. */
  readonly help: string;
}

export const EXCLUSIONS: readonly Exclusion[] = [
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/troubleshooting-configuration.html
  {
    option: 'aws:elb:healthcheck Target',
    with: 'aws:elasticbeanstalk:application Application Healthcheck URL',
    // Projects that repeat the same value work.
    unlessEqual: true,
    refused: true,
    help: 'Delete `Target` or `Application Healthcheck URL`.',
  },
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
  {
    option: 'aws:autoscaling:trigger MeasureName',
    being: ['healthyhostcount', 'unhealthyhostcount', 'targetresponsetime'],
    with: 'aws:elasticbeanstalk:environment LoadBalancerIsShared',
    withBeing: ['true'],
    help: 'Use another metric with its unit and thresholds, such as `CPUUtilization` with `Unit: Percent`: a shared load balancer does not have this one for each environment.',
  },
  // https://github.com/cloudposse/terraform-aws-elastic-beanstalk-environment/issues/118
  {
    option: 'aws:autoscaling:updatepolicy:rollingupdate RollingUpdateEnabled',
    being: ['true'],
    with: 'aws:elasticbeanstalk:environment EnvironmentType',
    withBeing: ['singleinstance'],
    refused: true,
    help: 'Delete it, or set `EnvironmentType` to `LoadBalanced`.',
  },
  // https://github.com/aws-samples/eb-node-express-sample/issues/5
  {
    option: 'aws:autoscaling:trigger LowerThreshold',
    likewise: ['aws:autoscaling:trigger UpperThreshold'],
    with: 'aws:elasticbeanstalk:environment EnvironmentType',
    withBeing: ['singleinstance'],
    refused: true,
    help: 'Delete the options of `aws:autoscaling:trigger`, or set `EnvironmentType` to `LoadBalanced`.',
  },
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/troubleshooting-configuration.html
  {
    option: 'aws:elbv2:loadbalancer IpAddressType',
    with: 'aws:elasticbeanstalk:environment LoadBalancerType',
    withBeing: ['classic'],
    refused: true,
    help: 'Delete `IpAddressType`, or set `LoadBalancerType` to `application`.',
  },
  {
    option: 'aws:elbv2:loadbalancer IpAddressType',
    with: 'aws:elasticbeanstalk:environment EnvironmentType',
    withBeing: ['singleinstance'],
    refused: true,
    help: 'Delete `IpAddressType`, or set `EnvironmentType` to `LoadBalanced`.',
  },
];
