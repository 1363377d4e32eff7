import { dependencyFindings } from '../support/dependency-findings.js';
import type { Rule } from '../rule.js';

export const conflictingOptions: Rule = {
  meta: {
    id: 'settings/conflicting-options',
    summary: 'Two options are set that cannot be used together',
    why: 'Elastic Beanstalk refuses a configuration with two different health checks. With a shared load balancer, an alarm on a metric of the whole load balancer never measures this environment.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/troubleshooting-configuration.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    yieldsTo: ['settings/invalid-value'],
  },
  check: (project) => dependencyFindings('exclusion', project),
};
