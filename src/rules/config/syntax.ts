import { findingOfProblem } from '../repair.js';
import type { Rule } from '../rule.js';

export const configSyntax: Rule = {
  meta: {
    id: 'config/syntax',
    summary: 'A configuration file is neither YAML nor JSON',
    why: 'An update stops with the event "The configuration file .ebextensions/NAME.config in application version VERSION contains invalid YAML or JSON". An environment that is created with such a file fails for good.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html'],
    since: '0.1.0',
    onBrokenFiles: true,
  },
  *check({ configFiles }) {
    for (const { problems } of configFiles) {
      const problem = problems.find(({ kind }) => kind === 'syntax');
      if (problem) yield findingOfProblem(problem);
    }
  },
};
