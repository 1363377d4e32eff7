import { MANAGES_DJANGO } from '../../knowledge/instance/command-lines.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import {
  type CommandLine,
  commandLines,
  type Fault,
  findingOf,
  transferOfS3,
} from '../support/command-lines.js';

export const unknownFlag: EachRule<CommandLine> = {
  meta: {
    summary: 'A program does not have a flag that it gets',
    why: 'The program ends with an error, such as "Unknown options: -r". A failed command stops the deployment; in a cron job nothing happens.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.djangoproject.com/en/stable/ref/django-admin/',
      'https://docs.aws.amazon.com/cli/latest/reference/s3/',
    ],
  },
  each: commandLines,
  *check(line) {
    const fault = joinedOptions(line) ?? optionOfS3(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `--noinputpython manage.py …`. */
function joinedOptions({ name, args }: CommandLine): Fault | undefined {
  if (!MANAGES_DJANGO.test(name)) return undefined;
  const word = args.find(({ text }) => /^--no-?input[a-z]/.test(text));
  return (
    word && {
      word,
      message: `There is no option "${shorten(word.text)}"`,
      help: 'Write a space or `&&` after `--noinput`.',
    }
  );
}

/** `aws s3 cp -r`, `aws s3 sync --recursive`. */
function optionOfS3(line: CommandLine): Fault | undefined {
  const { command, rest } = transferOfS3(line) ?? {};
  const unknown = rest?.find(
    ({ text }) => /^-[A-Za-z]/.test(text) || (command?.text === 'sync' && text === '--recursive'),
  );
  return (
    unknown && {
      word: unknown,
      message: `"aws s3 ${command?.text}" does not know the option "${unknown.text}"`,
      help:
        /^-[rR]$/.test(unknown.text) && command?.text !== 'sync'
          ? 'Use `--recursive`.'
          : `Delete \`${unknown.text}\`.`,
    }
  );
}
