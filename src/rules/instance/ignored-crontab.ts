import { isCronMode } from '../../knowledge/instance/cron.js';
import { describePermissions, permissionsOf } from '../../knowledge/instance/file-mode.js';
import { cronFilesOf } from '../../model/instance/cron-files.js';
import { fixOf } from '../support/fix-of.js';
import { replaceWritten } from '../support/replace-written.js';
import type { Rule } from '../rule.js';

export const ignoredCrontab: Rule = {
  meta: {
    id: 'instance/ignored-crontab',
    summary: 'A file in /etc/cron.d has a mode or an owner that cron refuses',
    why: 'Cron reads a file in /etc/cron.d only if it belongs to root, has no execute permission, and can be written by root only. It silently ignores all others, and their jobs never run (the journal says "BAD FILE MODE" or "WRONG FILE OWNER").',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://github.com/cronie-crond/cronie/blob/master/src/database.c',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-files',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const { target, mode, owner } of cronFilesOf(configFiles)) {
      const permissions = mode?.valueKind === 'literal' ? permissionsOf(mode.text) : undefined;
      if (mode && permissions !== undefined && !isCronMode(permissions))
        yield {
          at: mode.place,
          message: `Cron ignores ${target.value}, whose mode is ${describePermissions(permissions)}`,
          help: 'Use `"000644"`.',
          ...(mode.type === 'string' && fixOf('safe', 'Use 000644', replaceWritten(mode, '000644'))),
        };
      if (owner?.valueKind === 'literal' && !/^(?:root|0)$/.test(owner.text))
        yield {
          at: owner.place,
          message: `Cron ignores ${target.value}, which belongs to ${owner.text}`,
          help: 'Use `root`, and name the user in the sixth field of each line.',
        };
    }
  },
};
