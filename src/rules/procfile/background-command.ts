import { outsideQuotes } from '../../parse/index.js';
import { placeOf } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const backgroundCommand: Rule = {
  meta: {
    id: 'procfile/background-command',
    summary: 'A command of the Procfile ends with an ampersand',
    why: 'Elastic Beanstalk expects the processes of a Procfile to run continuously, and restarts those that end. With an ampersand the shell starts the program in the background and ends at once, so the process is restarted again and again.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check({ procfile }) {
    for (const { command, place, name } of procfile?.entries ?? []) {
      if (!/(?:^|[^&\\])&$/.test(outsideQuotes(command.text))) continue;
      const { file, span } = place;
      yield {
        at: placeOf(file, span.end - 1, span.end),
        message: `Process "${name.value}" runs in the background, so its shell ends at once`,
        help: 'Remove the `&`.',
      };
    }
  },
};
