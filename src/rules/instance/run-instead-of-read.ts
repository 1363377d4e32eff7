import { fileEntries } from '../../model/bundle/config-files.js';
import { allScripts } from '../../model/cron/cron-files.js';
import { scriptOfContent } from '../../model/execution/instance-script.js';
import { onlyChangesShell } from '../../model/execution/shell-changes.js';
import { invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { Rule } from '../rule.js';

export const runInsteadOfRead: Rule = {
  meta: {
    summary: 'A script that only sets variables is run, and not read in',
    why: 'A script that is run has a shell of its own. The variables and the virtual environment that it sets end with it, and the command after it runs without them. With a period before its path, the shell that runs the commands reads the script itself.',
    consequence: 'silently-ignored',
    references: ['posix:V3_chap02#dot', 'guide:customize-containers-ec2#linux-files'],
  },
  needs: fileEntries,
  *check(project) {
    const setting = new Map(
      fileEntries(project).flatMap((file) => {
        const script = scriptOfContent(file);
        return script?.isShell && SETS.test(script.text) && onlyChangesShell(script.script)
          ? [[file.name.text, file] as const]
          : [];
      }),
    );
    if (setting.size === 0) return;
    for (const { script } of allScripts(project))
      for (const { programs, program, args, commands } of invocationsOf(script)) {
        const [path, ...others] = programs;
        const file = path && others.length === 0 && program && args.length === 0 && setting.get(path.text);
        // The last command of a script changes nothing that another one could see.
        if (!file || commands.length > 1 || commands[0] === script.commands.at(-1)) continue;
        yield {
          at: path.place,
          message: `${path.text} sets variables in a shell of its own, which ends with it`,
          help: `Write \`. ${path.text}\`.`,
          related: [{ at: file.name.place, note: 'sets variables only' }],
        };
      }
  },
};

/** For a look before a script is parsed. */
const SETS = /\b(?:export|activate|source)\b|(?:^|\s)\.\s|^\w+=/m;
