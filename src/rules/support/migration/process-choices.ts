import type { Choice } from '../../rule.js';

/** Where a process of the project's own belongs that Upstart, supervisord or a hook started. */
export const PROCESS_CHOICES: readonly Choice[] = [
  {
    action: 'Add a line for the process to the Procfile, and delete what started it.',
    consequence: 'It runs on every instance, and starts again when it ends.',
  },
  {
    action: 'Write a systemd unit with `files`, and enable it in `.platform/hooks/postdeploy`.',
    consequence:
      'It can run as another user or after other services; deployments do not restart it by themselves.',
  },
];
