import { skippedLines } from '../../model/entry/procfile-lines.js';
import { buildfile, procfile } from '../../model/platform/procfile.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const commentLine: Rule = {
  meta: {
    summary: 'The Procfile or the Buildfile contains comments',
    why: 'Elastic Beanstalk documents only one form for a line of the Procfile and the Buildfile, NAME: COMMAND, and no comments. Public projects of Python and Node.js had to delete the comments in their Procfile before it could be deployed: "failed to generate rsyslog file with error Procfile could not be parsed". Which platform versions refuse them is not documented. A comment after a command on the same line belongs to the command.',
    consequence: 'deploy-fails',
    warnsBecause: 'undocumented',
    references: ['guide:platforms-linux-extend.build-proc'],
    yieldsTo: ['procfile/no-web'],
  },
  needs: source('Procfile', 'Buildfile'),
  *check(project) {
    for (const { kind, count, isForLinter, place } of [procfile(project), buildfile(project)].flatMap(
      skippedLines,
    )) {
      if (kind !== 'comment') continue;
      yield {
        at: place,
        message: `${count === 1 ? 'A comment is' : `${count} comments are`} not of the form NAME: COMMAND`,
        help: isForLinter
          ? 'Move it to the end of the line of the command, and write `eblint-disable-line` in it.'
          : `Delete ${count === 1 ? 'the line' : 'these lines'}.`,
      };
    }
  },
};
