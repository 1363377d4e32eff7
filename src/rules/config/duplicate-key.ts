import type { Rule } from '../rule.js';

export const duplicateKey: Rule = {
  meta: {
    id: 'config/duplicate-key',
    summary: 'A key stands twice in one map of a configuration file',
    why: 'Elastic Beanstalk keeps one of the two and drops the other without an error or a warning: settings, commands or files that stand in the project never reach the environment. Two files may each hold a section of the same name; one file may not.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html'],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const { problems } of configFiles) yield* problems.filter(({ kind }) => kind === 'duplicate-key');
  },
};
