import type { Rule } from '../rule.js';
import { settingOrEnvironment, unmet } from '../support/controls.js';

const MIN_SECONDS = 60;

export const shortCooldown: Rule = {
  meta: {
    summary: 'The cooldown between two changes of the number of instances is less than a minute',
    why: 'After a change, Auto Scaling waits for the cooldown before it changes the number of instances again. If it is shorter than what an instance needs to start, the group grows and shrinks again and again.',
    consequence: 'hygiene',
    preset: 'controls',
    controls: ['EBL006'],
    references: ['guide:command-options-general', 'guide:using-features.managing.as'],
  },
  needs: settingOrEnvironment('aws:autoscaling:asg', 'Cooldown'),
  check: (project) =>
    unmet(
      {
        namespace: 'aws:autoscaling:asg',
        option: 'Cooldown',
        isMet: (value) => !/^\d+$/.test(value) || Number(value) >= MIN_SECONDS,
        message: 'Cooldown is less than 60 seconds',
        help: 'Set `Cooldown` to 60 or more.',
      },
      project,
    ),
};
