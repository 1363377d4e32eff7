import { isNoUser } from '../../knowledge/instance/cron.js';
import { type SystemCrontab, systemCrontabs } from '../../model/cron/cron-files.js';
import { parseCrontab } from '../../parse/crontab.js';
import { firstProblem, parseScript } from '../../parse/shell/script.js';
import { type MappedText, placeOfMapped, sliceMapped } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import type { EachRule } from '../rule.js';

export const invalidCronJob: EachRule<SystemCrontab> = {
  meta: {
    summary: 'A job in /etc/cron.d has no user, a % without a backslash, or no line break after it',
    why: 'In /etc/cron.d each job has a user after its five time fields, and a line break at its end. Cron reads the first word of the command as the user, does not find that user, and silently ignores the job. It also ignores a last line without a line break. A % ends the command, and what follows is its input: $(date +%F) runs as $(date +, which fails.',
    consequence: 'silently-ignored',
    references: [
      'https://man7.org/linux/man-pages/man5/crontab.5.html',
      'https://github.com/cronie-crond/cronie/blob/master/src/entry.c',
    ],
  },
  each: systemCrontabs,
  *check({ text, isExpanded }) {
    if (!text) return;
    for (const { user, place, isEnded, command, input } of parseCrontab(text)) {
      if (isNoUser(user.text) && !(isExpanded && /[$`]/.test(user.text)))
        yield {
          at: user.place,
          message: `Cron reads "${user.text}" as the user of the job`,
          help: 'Write the user, such as `root`, between the time fields and the command.',
        };
      else if (input && isCut(command, input) && !(isExpanded && /[$`]/.test(command.text)))
        yield {
          at: placeOfMapped(sliceMapped(input, 0, 1)),
          message: 'Cron ends the command at the first "%" without a backslash',
          help: 'Write `\\%` in place of each `%` of this line.',
        };
      else if (!isEnded)
        yield {
          at: place,
          message: 'Cron ignores the last line, which has no line break at its end',
          help: endsWithFile(place)
            ? 'End the file with a line break.'
            : 'Use a block (`content: |`), which ends with a line break.',
        };
    }
  },
};

/** Whether a command ends inside of a quote, a substitution or the format of a date; `%%` is for `printf`, which writes the file. */
const isCut = (command: MappedText, input: MappedText): boolean =>
  !input.text.startsWith('%%') &&
  !command.text.endsWith('%') &&
  (isInFormat(command.text) || firstProblem(parseScript(command))?.kind === 'unclosed');

/** Whether a command ends inside of the format of a `date`. */
function isInFormat(command: string): boolean {
  const { index } = /\s\+\S*$/.exec(command) ?? {};
  const own = index === undefined ? undefined : command.slice(0, index).split(/[|;&]/).at(-1);
  return own !== undefined && /\bdate\b/.test(own);
}

/** A block at the end of a file has a line break there only if the file has one. */
const endsWithFile = ({ file, span }: Place): boolean => span.end >= file.text.length;
