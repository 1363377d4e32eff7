import { knownCommands, knownServices } from '../../model/bundle/config-files.js';
import { literalOf } from '../../parse/index.js';
import { anyOf } from '../on.js';
import type { Rule } from '../rule.js';

export const notABoolean: Rule = {
  meta: {
    summary: 'A switch of a command or service is neither true nor false',
    why: 'The instance takes every text that it does not know for false: errors are not ignored, a service is not started.',
    consequence: 'silently-ignored',
    references: [
      'guide:customize-containers-ec2',
      'aws:AWSCloudFormation/latest/UserGuide/aws-resource-init',
    ],
  },
  needs: anyOf<object>(knownCommands, knownServices),
  *check(project) {
    const switches = [
      ...knownCommands(project).flatMap(({ ignoreErrors, leader_only: leader }) => [ignoreErrors, leader]),
      ...knownServices(project).flatMap(({ enabled, ensureRunning }) => [enabled, ensureRunning]),
    ];
    for (const given of switches) {
      const value = literalOf(given);
      if (!given || !value || BOOLEAN.test(value.text.trim())) continue;
      yield {
        at: value.place,
        message: `${given.key.text} is neither true nor false`,
        help: 'Use `true` or `false`.',
      };
    }
  },
};

/** Which texts the instance takes for true is only known for some; a missing value has its own meaning. */
const BOOLEAN = /^(?:|true|false|yes|no|y|n|on|off|t|f|1|0)$/i;
