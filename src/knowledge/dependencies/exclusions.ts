import type { OptionReference } from './option-reference.js';

/** Two options that must not be set together. */
export interface Exclusion {
  readonly option: OptionReference;
  /** The values that clash, in lower case; left out: any. */
  readonly being?: readonly string[];
  readonly with: OptionReference;
  readonly withBeing?: readonly string[];
  /** Clashes only where both say something else. */
  readonly unlessEqual?: true;
  /** Elastic Beanstalk refuses the configuration. */
  readonly refused?: true;
  /** What comes of it: a clause. */
  readonly effect: string;
}

export const EXCLUSIONS: readonly Exclusion[] = [
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/troubleshooting-configuration.html
  {
    option: 'aws:elb:healthcheck Target',
    with: 'aws:elasticbeanstalk:application Application Healthcheck URL',
    // Projects that repeat the same value are in use.
    unlessEqual: true,
    refused: true,
    effect: 'Elastic Beanstalk refuses to have both',
  },
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
  {
    option: 'aws:autoscaling:trigger MeasureName',
    being: ['healthyhostcount', 'unhealthyhostcount', 'targetresponsetime'],
    with: 'aws:elasticbeanstalk:environment LoadBalancerIsShared',
    withBeing: ['true'],
    effect: 'a shared load balancer has no such metric for one environment',
  },
];
