import { destructiveTask, mayBeDestructive } from '../../knowledge/instance/destructive-tasks.js';
import { programRuns } from '../../model/execution/program-runs.js';
import type { EachRule } from '../rule.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';

export const destructiveCommand: EachRule<InstanceScript> = {
  meta: {
    id: 'instance/destructive-command',
    summary: 'A command deletes the database at each deployment',
    why: 'Commands and hooks run at each deployment, also on an instance that Auto Scaling adds later. A task that drops the database or empties its tables then deletes what the application has stored since.',
    severity: 'warning',
    consequence: 'data-loss',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-container-commands',
      'https://symfony.com/doc/current/doctrine.html',
      'https://laravel.com/docs/migrations',
      'https://docs.djangoproject.com/en/stable/ref/django-admin/#flush',
    ],
    since: '0.1.0',
  },
  each: scripts,
  *check(script) {
    if (script.stage === undefined || script.isTested || !mayBeDestructive(script.text)) return;
    for (const { program, args, isConditional } of programRuns(script)) {
      const task = destructiveTask([program, ...args].map(({ text }) => text));
      if (task === undefined || isConditional) continue;
      yield {
        at: program.place,
        message: `"${task}" deletes the database at each deployment`,
        help: 'Run it by hand, or add a `test` that is true only for a new environment.',
      };
    }
  },
};
