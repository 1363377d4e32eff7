import { type ScheduleFault, scheduleFault } from '../../parse/cron-schedule.js';
import type { CronTask, CronYaml } from '../../parse/cron-yaml.js';
import { placeOf } from '../../source/index.js';
import { repeats } from '../../util/collections.js';
import { file } from '../on.js';
import type { EachRule, Finding } from '../rule.js';

export const invalidCron: EachRule<CronYaml> = {
  meta: {
    summary: 'A task in cron.yaml lacks something, or has a value that is not accepted',
    why: 'The worker reads cron.yaml at each deployment: version 1, and a list "cron" of tasks, each with a unique name, the path to which the message is posted, and a schedule of five fields. The deployment fails with an invalid file.',
    consequence: 'deploy-fails',
    references: [
      'guide:using-features-managing-env-tiers',
      'https://man7.org/linux/man-pages/man5/crontab.5.html',
    ],
  },
  each: file('cron.yaml'),
  *check({ file: own, version, list, tasks }) {
    if (list?.kind !== 'list') {
      yield {
        at: list?.place ?? placeOf(own, 0, 0),
        message: 'cron.yaml does not have a list "cron"',
        help: 'Write `cron:` and below it an item with `name`, `url` and `schedule` for each task.',
      };
    }
    if (list && (version?.kind !== 'scalar' || version.text !== '1')) {
      yield {
        at: version?.place ?? placeOf(own, 0, 0),
        message: version ? 'The version of cron.yaml is not 1' : 'cron.yaml does not have a version',
        help: 'Write `version: 1`.',
        warnsBecause: 'undocumented',
      };
    }
    for (const task of tasks) yield* inTask(task);
    const names = tasks.flatMap(({ name }) => name ?? []);
    for (const { first, again } of repeats(names, ({ text }) => text))
      yield {
        at: again.place,
        message: `Two tasks are named "${again.text}"`,
        help: 'Give each task a name of its own.',
        related: [{ at: first.place, note: 'first occurrence' }],
      };
  },
};

function* inTask({ place, keys, url, schedule }: CronTask): Generator<Finding> {
  for (const key of ['name', 'url', 'schedule']) {
    if (keys.has(key)) continue;
    yield {
      at: place,
      message: `The task does not have the key "${key}"`,
      help: `Add \`${key}\`.`,
    };
  }
  if (url?.valueKind === 'literal' && !url.text.startsWith('/')) {
    yield {
      at: url.place,
      message: 'The url of a task is not a path',
      help: 'Write a path that begins with a slash, such as `/tasks/nightly`.',
      warnsBecause: 'undocumented',
    };
  }
  const fault = schedule?.valueKind === 'literal' ? scheduleFault(schedule.text) : undefined;
  if (schedule && fault) yield { at: schedule.place, ...textsOf(fault) };
}

const textsOf = (fault: ScheduleFault): Pick<Finding, 'message' | 'help'> =>
  fault.code === 'count'
    ? {
        message: `The schedule has ${fault.count} ${fault.count === 1 ? 'field' : 'fields'} instead of 5`,
        help: 'Write minute, hour, day of the month, month and day of the week.',
      }
    : {
        message: `The ${fault.field} of the schedule cannot be "${fault.text}"`,
        help: `Use numbers from ${fault.range}, lists, ranges, steps or \`*\`.`,
      };
