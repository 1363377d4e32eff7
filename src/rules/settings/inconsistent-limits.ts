import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { dependencyFindings } from '../support/dependency-findings.js';

export const inconsistentLimits: Rule = {
  meta: {
    summary: 'Two options have numbers that contradict each other',
    why: 'MinSize must not be greater than MaxSize, a health check must time out before the next one starts, and a lower threshold must be below the upper one. Elastic Beanstalk refuses an update with numbers that contradict each other, or scaling and health checks do not work as intended.',
    consequence: 'deploy-fails',
    controls: ['EBL004'],
    references: ['guide:command-options-general', 'guide:environments-cfg-alb'],
    // Another file may set the other number.
    claimsAbsence: true,
    yieldsTo: ['settings/invalid-value'],
  },
  needs: anySetting,
  check: (project) => dependencyFindings('order', project),
};
