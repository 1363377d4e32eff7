import type { BadLineReason } from '../../model/procfile-lines.js';
import type { Rule } from '../rule.js';

export const procfileSyntax: Rule = {
  meta: {
    id: 'procfile/syntax',
    summary: 'A line of the Procfile is not of the form NAME: COMMAND',
    why: 'Every line must match the regular expression ^[A-Za-z0-9_-]+:\\s*[^\\s].*$. With a line that does not, the deployment fails: "Procfile could not be parsed", "Engine execution has encountered an error".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
    ],
    since: '0.1.0',
  },
  *check({ procfile }) {
    let before: BadLineReason | undefined;
    let isConflict = false;
    for (const line of procfile?.lines ?? []) {
      const reason = line.kind === 'bad' ? line.reason : undefined;
      // A command over many lines is one mistake, and so are all markers of merges.
      const isSaid = reason === 'conflict' ? isConflict : reason === 'continued' && before === reason;
      if (reason && !isSaid) yield { at: line.place, message: MESSAGES[reason] };
      isConflict ||= reason === 'conflict';
      before = reason;
    }
  },
};

const MESSAGES: Readonly<Record<BadLineReason, string>> = {
  conflict: 'A merge conflict was left here; decide for one side and delete the markers.',
  indented: 'This line begins with white space; the name of a process must begin in the first column.',
  'no-name': 'This line begins with a colon; write the name of the process before it, such as "web:".',
  'space-before-colon': 'A blank stands between the name of the process and its colon; delete it.',
  'no-command': 'This process has no command; write the command behind the colon, on the same line.',
  'bad-name':
    'The name before the colon may hold only letters, digits, hyphens and underscores; rename the process.',
  continued:
    'The line above ends in a backslash, but a command cannot go on in the next line; write it on one line, or put it into a script.',
  'no-colon':
    'This line is not of the form NAME: COMMAND; write it as a process such as "web: COMMAND", or delete it.',
};
