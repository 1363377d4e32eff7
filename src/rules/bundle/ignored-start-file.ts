import { builder } from '../../model/applications/may-be-built.js';
import { startFile } from '../../model/applications/start-file.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { leftOutByEbignore, leftOutByGitOnly } from '../../model/scripts/absent-paths.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const ignoredStartFile: Rule = {
  meta: {
    summary: 'A line of .ebignore or .gitignore leaves out the file that the application starts with',
    why: 'The EB CLI uploads the folder without what .ebignore lists; without that file it uploads a commit of git, which lacks what .gitignore lists. If the output of a build is left out, and nothing builds it on the instance, the start command does not find its file ("Cannot find module \'/var/app/current/dist/main.js\'"), and every request ends in 502 Bad Gateway.',
    consequence: 'traffic-breaks',
    references: ['guide:eb-cli3-configuration', 'guide:nodejs-platform-dependencies'],
    claimsAbsence: true,
  },
  needs: source('.ebignore', '.gitignore'),
  *check(project) {
    const start = startFile(project);
    const ignored = start && leftOutByEbignore(start.path, project);
    const pattern = ignored ?? (start && buildsNoImage(project) && leftOutByGitOnly(start.path, project));
    // The platform of Go builds this one by itself.
    const isDefault = platform(project).language === 'go' && start?.path === 'bin/application';
    if (!start || !pattern || isDefault) return;
    yield {
      at: pattern.place,
      message: `The application starts with ${start.path}, which this pattern leaves out`,
      help: ignored
        ? 'Delete the line, or build the file on the instance.'
        : 'Copy .gitignore to .ebignore without this line, or build the file on the instance.',
      related: [{ at: start.at, note: 'started here' }],
      doubt: builder(project),
      // An archive may also be made by hand.
      ...(!ignored && { warnsBecause: 'elsewhere' as const }),
    };
  },
};

/** In an image the file may be made. */
const buildsNoImage = (project: Project): boolean =>
  !['docker', 'ecs', undefined].includes(platform(project).language);
