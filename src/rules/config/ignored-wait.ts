import { commandEntries, knownCommands } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import type { Rule } from '../rule.js';

export const ignoredWait: Rule = {
  meta: {
    summary: 'The key waitAfterCompletion is used on Linux, where it has no effect',
    why: 'Only Windows platforms wait after a command. On Linux the key is silently ignored.',
    consequence: 'silently-ignored',
    references: ['guide:customize-containers-windows-ec2#windows-commands'],
    needsPlatform: true,
  },
  needs: commandEntries,
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
