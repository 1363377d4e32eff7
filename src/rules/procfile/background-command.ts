import { detachmentOf } from '../../knowledge/instance/detaching.js';
import { outsideQuotes } from '../../parse/index.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import { placeOf } from '../../source/index.js';
import type { Finding, Rule } from '../rule.js';

export const backgroundCommand: Rule = {
  meta: {
    id: 'procfile/background-command',
    summary: 'A command of the Procfile runs in the background',
    why: 'Elastic Beanstalk expects the processes of a Procfile to run continuously, and restarts those that end. With an ampersand at the end, or a program that detaches from its shell, the command returns at once, so the process is restarted again and again.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check({ procfile }) {
    for (const entry of procfile?.entries ?? []) {
      const finding = endsInAmpersand(entry) ?? endsDetached(entry);
      if (finding) yield finding;
    }
  },
};

function endsInAmpersand({ command, place: { file, span }, name }: ProcfileEntry): Finding | undefined {
  if (!/(?:^|[^&\\])&$/.test(outsideQuotes(command.text))) return undefined;
  return {
    at: placeOf(file, span.end - 1, span.end),
    message: `Process "${name.value}" runs in the background, so its shell ends at once`,
    help: 'Remove the `&`.',
  };
}

/** The last command is a program that detaches: what comes before it has ended, or is in the background. */
function endsDetached({ commands, name }: ProcfileEntry): Finding | undefined {
  const last = commands.at(-1);
  if (!last || last.branches.length > 0 || last.functionName !== undefined || last.pipe) return undefined;
  const { program, args } = unwrapCommand(last).at(-1) ?? {};
  const detachment = program && detachmentOf(program.text, args ?? []);
  if (!detachment) return undefined;
  const { flag, help } = detachment;
  return {
    at: (flag ?? program).place,
    message: `${program.text} runs in the background, so process "${name.value}" ends at once`,
    help,
  };
}
