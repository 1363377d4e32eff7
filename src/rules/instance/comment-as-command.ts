import type { EachRule } from '../rule.js';
import {
  type CommandLine,
  commandLines,
  type Fault,
  findingOf,
  isLiteral,
} from '../support/command-lines.js';

export const commentAsCommand: EachRule<CommandLine> = {
  meta: {
    summary: 'A sentence in a script is run as a command',
    why: 'The line has lost the `#` of a comment, so the shell looks for a program with the name of its first word: "Run: command not found". A failed command stops the deployment; in a cron job nothing happens.',
    consequence: 'deploy-fails',
    references: ['guide:custom-platforms-scripts', 'posix:V3_chap02'],
  },
  each: commandLines,
  *check(line) {
    const fault = sentence(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `Run this command only on the leader.`: a comment that lost its mark. */
function sentence({ name, program, run, script, args }: CommandLine): Fault | undefined {
  const { words, redirections } = run.command;
  if (script.isList || program !== words[0] || program.text !== name || redirections.length > 0)
    return undefined;
  const last = args.at(-1)?.text ?? '';
  const isProse =
    /^[A-Z][a-z]+$/.test(name) &&
    args.length >= 4 &&
    /^[a-z]+\.$/.test(last) &&
    args.slice(0, -1).every((word) => isLiteral(word) && /^[A-Za-z]+,?$/.test(word.text));
  return isProse
    ? {
        word: program,
        message: 'A comment without its # is run as a command',
        help: 'Write `#` before the line.',
      }
    : undefined;
}
