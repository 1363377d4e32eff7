import { builder } from '../../model/applications/may-be-built.js';
import { ignorePatterns } from '../../model/bundle/deployed-files.js';
import type { Project } from '../../model/project.js';
import { START_COMMAND } from '../../model/servers/package-script.js';
import { decidingPattern } from '../../util/path-pattern.js';
import type { Place } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { procfile } from '../../model/platform/procfile.js';
import { packageJson } from '../../model/packages/package-json.js';
import { source } from '../on.js';
import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';

export const ignoredStartFile: Rule = {
  meta: {
    summary: 'A line of .ebignore leaves out the file that the application starts with',
    why: 'The EB CLI uploads the folder without what .ebignore lists. If the output of a build is left out, and nothing builds it on the instance, the start command does not find its file ("Cannot find module \'/var/app/current/dist/main.js\'"), and every request ends in 502 Bad Gateway.',
    consequence: 'traffic-breaks',
    warnsBecause: 'undocumented',
    references: ['guide:eb-cli3-configuration', 'guide:nodejs-platform-dependencies'],
    claimsAbsence: true,
  },
  needs: source('.ebignore'),
  *check(project) {
    const patterns = ignorePatterns(deployedFiles(project));
    if (patterns.length === 0) return;
    for (const { command, at } of startCommands(project)) {
      const path = START.exec(command)?.[1];
      const pattern = path && decidingPattern(patterns, path);
      if (!path || !pattern || pattern.isNegated) continue;
      yield {
        at: pattern.place,
        message: `The application starts with ${path}, which this pattern leaves out`,
        help: 'Delete the line, or build the file on the instance.',
        related: [{ at, note: 'started here' }],
        doubt: builder(project),
      };
    }
  },
};

/** The first file of an interpreter's command. */
const START =
  /^(?:[A-Z_]+=\S* )*(?:node|java -jar|python3?|ruby|bash|sh) (?:--?[\w=-]+ )*(?:\.\/)?((?:[\w@.-]+\/)*[\w@.-]+)(?=\s|$)/;

function startCommands(project: Project): { command: string; at: Place }[] {
  const web = procfile(project)?.entries.find(({ name }) => name.value === PROXIED_ENTRY);
  const command = web?.command.text.trim() ?? 'npm start';
  if (web && !START_COMMAND.test(command)) return [{ command, at: web.place }];
  const start = packageJson(project)?.script('start');
  return start ? [{ command: start.text.trim(), at: start.place }] : [];
}
