import { configFiles } from '../../model/bundle/config-files.js';
import { appendedCrontabs, takesLinesOut } from '../../model/cron/appended-crontabs.js';
import { cronFiles } from '../../model/cron/cron-files.js';
import { removedBackups } from '../../model/cron/removed-backups.js';
import { describeScript } from '../../model/execution/instance-script.js';
import { type InstanceScript, scripts } from '../../model/scripts/scripts.js';
import { invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Rule } from '../rule.js';

export const duplicateCronJob: Rule = {
  meta: {
    summary: 'From the second deployment on, a cron job runs more than once',
    why: 'Where a file exists, files keeps the old one beside it with the extension .bak. Cron reads every file in /etc/cron.d, so it runs the jobs of both. A command that appends to the crontab of a user adds its line again at each deployment.',
    consequence: 'hygiene',
    references: [
      'guide:customize-containers-ec2#linux-files',
      'https://github.com/awsdocs/elastic-beanstalk-samples/blob/main/configuration-files/aws-provided/instance-configuration/cron-linux.config',
      'https://github.com/cronie-crond/cronie/blob/master/src/database.c',
    ],
  },
  *check(project) {
    const isRemoved = removedBackups(scripts(project));
    for (const { name } of cronFiles(project)) {
      if (isRemoved(name.text)) continue;
      const backup = `${name.text}.bak`;
      yield {
        at: name.place,
        message: `Cron also reads ${backup}, the copy made when the file is written again`,
        help: `Add a command \`rm -f ${backup}\`.`,
      };
    }
    const grown = [
      ...scripts(project).flatMap((script) => {
        const crontab = script.stage !== undefined && appends(script) ? installedIn(script) : undefined;
        return crontab ? [{ script, at: crontab.place, name: 'the crontab' }] : [];
      }),
      ...appendedCrontabs(configFiles(project), scripts(project)).map(({ script, target }) => ({
        script,
        at: target.place,
        name: target.text,
      })),
    ];
    for (const { script, at, name } of grown)
      yield {
        at,
        message: `${describeScript(script)} adds its line to ${name} at each deployment`,
        help: 'Write a file in `/etc/cron.d` with `files`.',
      };
  },
};

/** Prints the crontab of before and something more, and takes nothing out of it. */
const appends = (script: InstanceScript): boolean =>
  LISTS.test(script.text) && /\becho\b/.test(script.text) && !takesLinesOut(script);

const LISTS = /\bcrontab\s+(?:-u\s+\S+\s+)?-l\b/;

/** The `crontab` that takes the new one from its input, or from the file that the old one was printed to. */
function installedIn({ script }: InstanceScript): Word | undefined {
  const printed = new Set(
    script.commands
      .filter(({ words }) => words.some(({ text }) => text === 'crontab') && words.at(-1)?.text === '-l')
      .flatMap(({ redirections }) =>
        redirections.flatMap(({ operator, target }) => (operator === '>' ? target.text : [])),
      ),
  );
  return invocationsOf(script).find(({ program, args }) => {
    const source = args.at(-1)?.text ?? '';
    return program?.text === 'crontab' && (source === '-' || printed.has(source));
  })?.program;
}
