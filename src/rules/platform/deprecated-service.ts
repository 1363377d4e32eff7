import { fileEntries } from '../../model/bundle/config-files.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import { scripts } from '../../model/scripts/scripts.js';
import { baseName } from '../../util/paths.js';
import { anyOf } from '../on.js';
import type { Rule } from '../rule.js';

export const deprecatedService: Rule = {
  meta: {
    summary: 'A SysV script, or a supervisord that pip installs, runs a program',
    why: 'Amazon Linux 2023 still runs SysV scripts, but they are deprecated, and the next Amazon Linux does not have them. Nothing starts a supervisord from pip after a reboot. Elastic Beanstalk starts each process of the Procfile, starts it again when it ends, and keeps its logs.',
    consequence: 'hygiene',
    preset: 'strict',
    references: ['aws:linux/al2023/ug/deprecated-al2023', 'guide:platforms-linux-extend.build-proc'],
  },
  needs: anyOf<object>(scripts, fileEntries),
  *check(project) {
    if (osOf(platform(project)) === 'windows') return;
    for (const { name } of fileEntries(project))
      if (SYSV_SCRIPT.test(name.text))
        yield {
          at: name.place,
          message: `SysV script ${name.text} is deprecated`,
          help: `Delete it and the commands that start it, and write a line \`${baseName(name.text)}: COMMAND\` with what it runs to the \`Procfile\`.`,
        };
    for (const script of liveScripts(project)) {
      if (!script.text.includes('supervisor')) continue;
      const run = programRuns(script).find(({ program, args }) => {
        const [verb] = args.filter(({ text }) => !text.startsWith('-'));
        return (
          PIP.test(program.text) && verb?.text === 'install' && args.some(({ text }) => SUPERVISOR.test(text))
        );
      });
      const word = run?.args.find(({ text }) => SUPERVISOR.test(text));
      if (word)
        yield {
          at: word.place,
          message: 'Nothing starts a supervisord from pip after a reboot',
          help: 'Delete it, its configuration and the commands that use it, and write a line `NAME: COMMAND` to the `Procfile` for each `[program:NAME]` of supervisord.',
        };
    }
  },
};

const SYSV_SCRIPT = /^\/etc\/(?:rc\.d\/)?init\.d\/[\w-]+$/;

const PIP = /^pip[\d.]*$/;

const SUPERVISOR = /^supervisor(?:[=<>~!].*)?$/;
