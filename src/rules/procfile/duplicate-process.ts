import type { Place } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const duplicateProcess: Rule = {
  meta: {
    id: 'procfile/duplicate-process',
    summary: 'A process name appears twice in the Procfile',
    why: 'Each line of the Procfile names one process. What Elastic Beanstalk does with two lines of the same name is not documented. One of the two commands may never run.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check({ procfile }) {
    // Both sides of a merge conflict name the same processes: `procfile/invalid-line` reports that.
    if (!procfile || procfile.lines.some((line) => line.kind === 'bad' && line.reason === 'conflict')) return;
    const firsts = new Map<string, Place>();
    for (const { name } of procfile.entries) {
      const first = firsts.get(name.value);
      if (first) {
        yield {
          at: name.place,
          message: `Process "${name.value}" appears twice in the Procfile`,
          help: 'Rename one of the two, or delete it.',
          related: [{ at: first, note: 'first occurrence' }],
        };
      } else firsts.set(name.value, name.place);
    }
  },
};
