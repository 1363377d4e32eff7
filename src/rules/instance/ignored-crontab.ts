import { describePermissions } from '../../knowledge/instance/file-mode.js';
import { cronAccessOf, type CronAccess } from '../../model/cron/cron-access.js';
import { fixOf } from '../support/fix-of.js';
import { replaceWritten } from '../support/replace-written.js';
import type { EachRule } from '../rule.js';

export const ignoredCrontab: EachRule<CronAccess> = {
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
  each: cronAccessOf,
  *check({ path, mode, owner }) {
    if (mode && !mode.isAccepted)
      yield {
        at: mode.place,
        message:
          mode.permissions === undefined
            ? `Cron ignores ${path}, which can be executed`
            : `Cron ignores ${path}, whose mode is ${describePermissions(mode.permissions)}`,
        help: mode.node ? 'Use `"000644"`.' : 'Use `644`.',
        ...(mode.node?.type === 'string' && fixOf('safe', 'Use 000644', replaceWritten(mode.node, '000644'))),
      };
    if (owner && !/^(?:root|0)$/.test(owner.value))
      yield {
        at: owner.place,
        message: `Cron ignores ${path}, which belongs to ${owner.value}`,
        help: 'Use `root`, and name the user in the sixth field of each line.',
      };
  },
};
