import { dependencyFindings } from '../support/dependency-findings.js';
import type { Rule } from '../rule.js';

export const unmetRequirement: Rule = {
  meta: {
    id: 'settings/unmet-requirement',
    summary: 'An option requires another one that is not set, or not set to the right value',
    why: 'Some options only work together with another one: managed updates need a start time, an update level and enhanced health, Spot options need EnableSpot, and a shared load balancer has to be named. Elastic Beanstalk checks some of these requirements and refuses the update. Otherwise the update succeeds, and the option has no effect.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-platform-update-managed.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    yieldsTo: ['settings/invalid-value'],
  },
  check: (project) => dependencyFindings('requirement', project),
};
