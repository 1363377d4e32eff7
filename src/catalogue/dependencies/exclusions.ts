import type { OptionReference } from './option-reference.js';

/** Two options that must not be set together. */
export interface Exclusion {
  readonly option: OptionReference;
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
    help: 'Remove one of the two.',
  },
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
  {
    option: 'aws:autoscaling:trigger MeasureName',
    being: ['healthyhostcount', 'unhealthyhostcount', 'targetresponsetime'],
    with: 'aws:elasticbeanstalk:environment LoadBalancerIsShared',
    withBeing: ['true'],
    help: 'Use another metric: a shared load balancer does not have this one for each environment.',
  },
];
