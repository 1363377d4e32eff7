import type { SkippedLines } from '../../model/servers/start/procfile-lines.js';
import { skippedLines } from '../../model/servers/start/procfile-lines.js';
import type { Rule } from '../rule.js';

export const commentOrEmptyLine: Rule = {
  meta: {
    id: 'procfile/comment-or-empty-line',
    summary: 'The Procfile or the Buildfile contains comments or empty lines',
    why: 'Elastic Beanstalk documents only one form for a line of the Procfile and the Buildfile, NAME: COMMAND. Whether its platforms ignore comments and empty lines is not documented.',
    severity: 'warning',
    consequence: 'hygiene',
    preset: 'strict',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check({ procfile, buildfile }) {
    for (const lines of [procfile, buildfile].flatMap((file) => (file ? skippedLines(file) : []))) {
      yield {
        at: lines.place,
        message: `${subjectOf(lines)} not of the form NAME: COMMAND`,
        help: `Delete ${lines.comments + lines.empty === 1 ? 'the line' : 'these lines'}.`,
      };
    }
  },
};

function subjectOf({ comments, empty }: SkippedLines): string {
  const count = comments + empty;
  if (count === 1) return comments === 1 ? 'A comment is' : 'An empty line is';
  const kind = empty === 0 ? 'comments' : comments === 0 ? 'empty lines' : 'comments and empty lines';
  return `${count} ${kind} are`;
}
