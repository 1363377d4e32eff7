import type { SkippedLines } from '../../model/procfile-lines.js';
import { skippedLines } from '../../model/procfile-lines.js';
import type { Rule } from '../rule.js';

export const procfileComment: Rule = {
  meta: {
    id: 'procfile/comment',
    summary: 'The Procfile holds comments or blank lines',
    why: 'Elastic Beanstalk documents one form for every line of a Procfile, NAME: COMMAND, and comments and blank lines are not of that form. Whether its platforms pass over them is not documented.',
    severity: 'warning',
    consequence: 'hygiene',
    preset: 'strict',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check({ procfile }) {
    for (const lines of procfile ? skippedLines(procfile) : []) {
      yield {
        at: lines.place,
        message: `${subject(lines)} not of the form NAME: COMMAND, the only one that Elastic Beanstalk documents for a Procfile; delete ${lines.comments + lines.blanks === 1 ? 'it' : 'them'}.`,
      };
    }
  },
};

function subject({ comments, blanks }: SkippedLines): string {
  const count = comments + blanks;
  if (count === 1) return comments === 1 ? 'This comment is' : 'This blank line is';
  const kind = blanks === 0 ? 'comments' : comments === 0 ? 'blank lines' : 'comments and blank lines';
  return `These ${count} ${kind} are`;
}
