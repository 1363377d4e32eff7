import { dependencyFindings } from '../support/dependency-findings.js';
import type { Rule } from '../rule.js';

export const conflictingOptions: Rule = {
  meta: {
    id: 'settings/conflicting-options',
    summary: 'Two options are set that cannot be used together',
    why: 'Elastic Beanstalk refuses a configuration with two different health checks, and one that asks a single instance or a Classic Load Balancer for what they do not have: "You can\'t enable rolling updates for a single-instance environment", "Auto Scaling LowerThreshold setting cannot be applied because AWSEBCloudwatchAlarmLow doesn\'t exist", "The IpAddressType option can only be applied on environments with an Application Load Balancer or Network Load Balancer". With a shared load balancer, an alarm on a metric of the whole load balancer never measures this environment.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/troubleshooting-configuration.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html',
      'https://github.com/cloudposse/terraform-aws-elastic-beanstalk-environment/issues/118',
      'https://github.com/aws-samples/eb-node-express-sample/issues/5',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    yieldsTo: ['settings/invalid-value'],
  },
  check: (project) => dependencyFindings('exclusion', project),
};
