import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { dependencyFindings } from '../support/dependency-findings.js';

export const conflictingOptions: Rule = {
  meta: {
    summary: 'Two options are set that cannot be used together',
    why: 'Elastic Beanstalk refuses a configuration with two different health checks, and one that asks a single instance or a Classic Load Balancer for what they do not have: "You can\'t enable rolling updates for a single-instance environment", "Auto Scaling LowerThreshold setting cannot be applied because AWSEBCloudwatchAlarmLow doesn\'t exist", "The IpAddressType option can only be applied on environments with an Application Load Balancer or Network Load Balancer". With a shared load balancer, an alarm on a metric of the whole load balancer never measures this environment.',
    consequence: 'deploy-fails',
    references: [
      'guide:troubleshooting-configuration',
      'guide:environments-cfg-alb-shared',
      'https://github.com/cloudposse/terraform-aws-elastic-beanstalk-environment/issues/118',
      'https://github.com/aws-samples/eb-node-express-sample/issues/5',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    yieldsTo: ['settings/invalid-value'],
  },
  needs: anySetting,
  check: (project) => dependencyFindings('exclusion', project),
};
