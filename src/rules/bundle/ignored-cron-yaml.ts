import { platform } from '../../model/platform/find-platform.js';
import { settings } from '../../model/settings/settings.js';
import type { CronYaml } from '../../parse/cron-yaml.js';
import { literalText, startOfFile } from '../../source/index.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const ignoredCronYaml: EachRule<CronYaml> = {
  meta: {
    summary: 'The environment runs no tasks of cron.yaml',
    why: 'The daemon of a worker environment reads cron.yaml. The .NET platform on Windows Server has no worker environments, and periodic tasks are not supported with a FIFO queue. The tasks never run, without an error.',
    consequence: 'silently-ignored',
    references: ['guide:using-features-managing-env-tiers'],
    needsPlatform: true,
  },
  each: file('cron.yaml'),
  *check({ file: own, tasks }, project) {
    if (tasks.length === 0) return;
    if (platform(project).language === 'windows')
      yield {
        at: startOfFile(own),
        message: 'Nothing reads cron.yaml on Windows Server',
        help: 'Delete it: this platform has no worker environments.',
      };
    const queue = settings(project).effective('aws:elasticbeanstalk:sqsd', 'WorkerQueueURL');
    if (queue && literalText(queue.value)?.trim().endsWith('.fifo') === true)
      yield {
        at: startOfFile(own),
        message: 'A worker with a FIFO queue runs no periodic tasks',
        help: 'Use a standard queue for `WorkerQueueURL`.',
        related: [{ at: queue.value.place, note: 'the FIFO queue' }],
      };
  },
};
