import { skippedLines } from '../../model/servers/procfile-lines.js';
import { buildfile, procfile } from '../../model/platform/procfile.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Rule } from '../rule.js';

export const commentLine: Rule = {
  meta: {
    summary: 'The Procfile or the Buildfile contains comments',
    why: 'Elastic Beanstalk documents only one form for a line of the Procfile and the Buildfile, NAME: COMMAND, and no comments. On Python and Node.js a Procfile with a line that is only a comment is refused: "failed to generate rsyslog file with error Procfile could not be parsed". For other platforms and for the Buildfile it is not documented, and only a warning. A comment after a command on the same line belongs to the command.',
    severity: 'error',
    consequence: 'deploy-fails',
    references: ['guide:platforms-linux-extend.build-proc'],
    yieldsTo: ['procfile/no-web'],
  },
  *check(project) {
    const { language } = platform(project);
    const isCertain = language === 'python' || language === 'node';
    const inProcfile = skippedLines(procfile(project));
    for (const line of [...inProcfile, ...skippedLines(buildfile(project))]) {
      const { kind, count, isForLinter, place } = line;
      if (kind !== 'comment') continue;
      yield {
        at: place,
        message: `${count === 1 ? 'A comment is' : `${count} comments are`} not of the form NAME: COMMAND`,
        help: isForLinter
          ? 'Move it to the end of the line of the command, and write `eblint-disable-line` in it.'
          : `Delete ${count === 1 ? 'the line' : 'these lines'}.`,
        ...(!(isCertain && inProcfile.includes(line)) && { severity: 'warning' }),
      };
    }
  },
};
