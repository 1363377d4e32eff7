import { knownCommands } from '../../model/bundle/config-files.js';
import { osOf } from '../../model/platform/platform.js';
import type { Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';

export const ignoredWait: Rule = {
  meta: {
    id: 'config/ignored-wait',
    summary: 'The key waitAfterCompletion is used on Linux, where it has no effect',
    why: 'Only Windows platforms wait after a command. On Linux the key is silently ignored.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html#windows-commands',
    ],
    since: '0.1.0',
    needsPlatform: true,
  },
  *check(project) {
    if (osOf(platform(project)) !== 'linux') return;
    for (const { name, waitAfterCompletion: wait } of knownCommands(project)) {
      if (!wait) continue;
      yield {
        at: wait.key.place,
        message: `waitAfterCompletion of "${name.text}" has no effect on Linux`,
        help: 'Delete `waitAfterCompletion`.',
      };
    }
  },
};
