import type { Language } from '../../knowledge/platform/platforms.js';
import { placeOf } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const unreadProcfile: Rule = {
  meta: {
    id: 'procfile/unread-procfile',
    summary: 'The project has a Procfile, but its platform starts nothing from it',
    why: 'Docker, ECS and Tomcat platforms, and Windows, start the application in their own way and silently ignore a Procfile.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.ecs-al2.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
  },
  *check({ files: { files }, platform }) {
    const file = files.find(({ name }) => name === 'Procfile');
    if (!file || !('source' in file) || !WITHOUT_PROCFILE.has(platform.language)) return;
    yield {
      at: placeOf(file.source, 0, file.source.lineSpan(1).end),
      message: 'This platform starts nothing from a Procfile',
      help: 'Delete the Procfile.',
      ...(platform.place && { related: [{ at: platform.place, note: 'the platform is named here' }] }),
    };
  },
};

/** For PHP, the documentation does not say. */
const WITHOUT_PROCFILE: ReadonlySet<Language | undefined> = new Set([
  ...(['docker', 'ecs', 'tomcat', 'windows'] as const),
]);
