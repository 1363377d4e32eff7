import { knownCommands } from '../../model/bundle/config-files.js';
import { scalarsOf, type CommandEntry } from '../../parse/index.js';
import type { EachRule } from '../rule.js';

export const commandLineInList: EachRule<CommandEntry> = {
  meta: {
    id: 'config/command-line-in-list',
    summary: 'The first item of a command list is a whole command line',
    why: 'A list is one program with its arguments. If the first item is a whole command line, the instance looks for a program with that name, which does not exist.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-container-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html#windows-commands',
    ],
    since: '0.1.0',
  },
  each: knownCommands,
  *check({ command }) {
    const [first, ...others] = command?.value.kind === 'list' ? scalarsOf(command) : [];
    if (!first || !isCommandLine(first.text)) return;
    yield {
      at: first.place,
      message: `The list begins with the command line "${programOf(first.text)} …" instead of a program`,
      help:
        others.length > 0
          ? 'Join the commands with `&&` in one string, or give each its own entry.'
          : 'Write the command line as one string, without the list.',
    };
  },
};

/** The name of a program contains no space, unless it is a Windows path. */
const isCommandLine = (text: string): boolean => /^[^\s\\:$`{]+\s+\S/.test(text);

/** What follows may be a password. */
const programOf = (text: string): string => text.slice(0, text.search(/\s/));
