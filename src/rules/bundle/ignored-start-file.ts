import { builder } from '../../model/applications/may-be-built.js';
import { startFile } from '../../model/applications/start-file.js';
import { ignorePatterns } from '../../model/bundle/deployed-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { decidingPattern } from '../../util/path-pattern.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const ignoredStartFile: Rule = {
  meta: {
    summary: 'A line of .ebignore leaves out the file that the application starts with',
    why: 'The EB CLI uploads the folder without what .ebignore lists. If the output of a build is left out, and nothing builds it on the instance, the start command does not find its file ("Cannot find module \'/var/app/current/dist/main.js\'"), and every request ends in 502 Bad Gateway.',
    consequence: 'traffic-breaks',
    references: ['guide:eb-cli3-configuration', 'guide:nodejs-platform-dependencies'],
    claimsAbsence: true,
  },
  needs: source('.ebignore'),
  *check(project) {
    const patterns = ignorePatterns(deployedFiles(project));
    if (patterns.length === 0) return;
    const start = startFile(project);
    const pattern = start && decidingPattern(patterns, start.path);
    if (!start || !pattern || pattern.isNegated) return;
    yield {
      at: pattern.place,
      message: `The application starts with ${start.path}, which this pattern leaves out`,
      help: 'Delete the line, or build the file on the instance.',
      related: [{ at: start.at, note: 'started here' }],
      doubt: builder(project),
    };
  },
};
