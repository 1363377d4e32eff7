import { skippedLines } from '../../model/entry/procfile-lines.js';
import { platform } from '../../model/platform/find-platform.js';
import { buildfile, procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import type { SourceFile } from '../../source/index.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const commentLine: Rule = {
  meta: {
    summary: 'The Procfile or the Buildfile contains comments',
    why: 'Elastic Beanstalk documents only one form for a line of the Procfile and the Buildfile, NAME: COMMAND, and no comments. In 2026, the platforms of Python and Node.js refused a Procfile with comments: "failed to generate rsyslog file with error Procfile could not be parsed". Whether other platforms refuse them, and comments in a Buildfile, is not documented. A comment after a command on the same line belongs to the command.',
    consequence: 'deploy-fails',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'guide:python-configuration-procfile',
      'guide:nodejs-configuration-procfile',
    ],
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
        ...(!isRefused(place.file, project) && { warnsBecause: 'undocumented' }),
      };
    }
  },
};

const isRefused = (file: SourceFile, project: Project): boolean =>
  file === procfile(project)?.file && /^(?:node|python)$/.test(platform(project).language ?? '');
