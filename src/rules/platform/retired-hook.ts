import { retiredPaths } from '../../knowledge/platform/retired-paths.js';
import { hookAnswer } from './retired-hook/hook-answer.js';
import { servedOnlyBy } from './retired-hook/served-only-by.js';
import type { EachRule } from '../rule.js';
import { retiredHooks, type RetiredHook } from '../../model/paths/retired-hooks.js';

export const retiredHook: EachRule<RetiredHook> = {
  meta: {
    id: 'platform/retired-hook',
    summary: 'The project writes a hook into a folder that no supported platform reads',
    why: 'Amazon Linux 1 ran the scripts below /opt/elasticbeanstalk/hooks at each deployment. Supported platforms, except those for ECS, run the scripts below .platform/hooks and .platform/confighooks in the source bundle instead, and silently ignore the old folder. If only such a hook starts a server, nothing listens on its port.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.generic.from-al1.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.ecs-al2.html',
    ],
    since: '0.1.0',
  },
  each: retiredHooks,
  *check(hook, project) {
    const process = hook.isRun ? undefined : servedOnlyBy(hook, project);
    const [path] = retiredPaths(hook.path, 'target');
    yield {
      at: hook.place,
      message: process
        ? `Only the hook ${hook.path} serves process "${process.name}", and nothing runs it`
        : `${hook.isRun ? 'No supported platform' : 'Nothing'} runs the hook ${hook.path}`,
      help: path?.help ?? 'Use `.platform/hooks`.',
      related: [
        ...hook.related,
        ...(process?.portSetting
          ? [{ at: process.portSetting.value.place, note: `port of process "${process.name}"` }]
          : []),
      ],
      ...(!process && { severity: 'warning' as const }),
      ...(hook.isRun ? {} : hookAnswer(hook, project)),
    };
  },
};
