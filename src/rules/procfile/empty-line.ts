import { skippedLines } from '../../model/entry/procfile-lines.js';
import { buildfile, procfile } from '../../model/platform/procfile.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const emptyLine: Rule = {
  meta: {
    summary: 'The Procfile or the Buildfile contains empty lines',
    why: 'Elastic Beanstalk documents only one form for a line of the Procfile and the Buildfile, NAME: COMMAND. Whether its platforms ignore empty lines is not documented.',
    consequence: 'hygiene',
    preset: 'strict',
    references: ['guide:platforms-linux-extend.build-proc'],
  },
  needs: source('Procfile', 'Buildfile'),
  *check(project) {
    for (const { kind, count, place } of [procfile(project), buildfile(project)].flatMap(skippedLines)) {
      if (kind !== 'empty') continue;
      yield {
        at: place,
        message: `${count === 1 ? 'An empty line is' : `${count} empty lines are`} not of the form NAME: COMMAND`,
        help: `Delete ${count === 1 ? 'the line' : 'these lines'}.`,
      };
    }
  },
};
