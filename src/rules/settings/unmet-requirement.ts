import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { dependencyFindings } from '../support/dependency-findings.js';

export const unmetRequirement: Rule = {
  meta: {
    summary: 'An option requires another one that is not set, or not set to the right value',
    why: 'Some options only work together with another one: managed updates need a start time, an update level and enhanced health, Spot options need EnableSpot, and a shared load balancer has to be named. Elastic Beanstalk checks some of these requirements and refuses the update. Otherwise the update succeeds, and the option has no effect.',
    consequence: 'deploy-fails',
    references: [
      'guide:command-options-general',
      'guide:environment-platform-update-managed',
      'guide:environments-cfg-alb-shared',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    yieldsTo: ['settings/invalid-value'],
  },
  needs: anySetting,
  check: (project) => dependencyFindings('requirement', project),
};
