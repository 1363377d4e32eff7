import type { Language } from '../../knowledge/platform/platforms.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { platform, runsBuildfile } from '../../model/platform/find-platform.js';
import { placeOf } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const unreadProcfile: Rule = {
  meta: {
    summary: 'The project has a Procfile or a Buildfile that its platform does not read',
    why: 'Docker, ECS and Tomcat platforms, and Windows, start the application in their own way and silently ignore a Procfile. Docker, ECS and Windows also ignore a Buildfile: its commands do not run.',
    consequence: 'silently-ignored',
    references: ['guide:platforms-linux-extend.build-proc', 'guide:platforms-linux-extend.workflow.ecs-al2'],
    needsPlatform: true,
  },
  *check(project) {
    const { files } = deployedFiles(project);
    const { language, name: platformName, place } = platform(project);
    const unread = [
      ...(WITHOUT_PROCFILE.has(language) ? ['Procfile'] : []),
      ...(runsBuildfile(platform(project)) ? [] : ['Buildfile']),
    ];
    for (const name of unread) {
      const file = files.find((candidate) => candidate.name === name);
      if (!file || !('source' in file)) continue;
      yield {
        at: placeOf(file.source, 0, file.source.lineSpan(1).end),
        message: `This platform ${name === 'Procfile' ? 'starts' : 'runs'} nothing from a ${name}`,
        // Only options of Tomcat say that it is the platform: they may be the mistake.
        help:
          language === 'tomcat' && platformName === undefined
            ? 'Delete the Procfile if the platform is Tomcat, or the options of Tomcat if it is Java.'
            : `Delete the ${name}.`,
        ...(place && { related: [{ at: place, note: 'the platform is named here' }] }),
      };
    }
  },
};

/** For PHP, the documentation does not say. */
const WITHOUT_PROCFILE: ReadonlySet<Language | undefined> = new Set([
  ...(['docker', 'ecs', 'tomcat', 'windows'] as const),
]);
