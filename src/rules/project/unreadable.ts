import type { Rule } from '../rule.js';

export const unreadable: Rule = {
  meta: {
    id: 'project/unreadable',
    summary: 'TODO',
    why: 'TODO.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: ['https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/TODO.html'],
    since: '0.1.0',
  },
  *check() {},
};
