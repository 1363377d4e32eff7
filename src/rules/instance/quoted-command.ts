import type { EachRule } from '../rule.js';
import {
  type CommandLine,
  commandLines,
  type Fault,
  findingOf,
  isLiteral,
} from '../support/command-lines.js';

export const quotedCommand: EachRule<CommandLine> = {
  meta: {
    summary: 'Quotes around a whole command make it the name of one program',
    why: 'The shell looks for a program with spaces in its name: "dnf install -y git: command not found". A failed command stops the deployment; in a cron job nothing happens.',
    consequence: 'deploy-fails',
    references: ['https://www.gnu.org/software/bash/manual/html_node/Quoting.html'],
  },
  each: commandLines,
  *check(line) {
    const fault = commandInQuotes(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `"dnf install -y git"`: the shell looks for a program with spaces in its name. */
function commandInQuotes({ program, run, script }: CommandLine): Fault | undefined {
  const [name = '', rest] = program.text.split(/ +/);
  if (script.isList || !isLiteral(program) || rest === undefined || !/^[\w.-]+$/.test(name)) return undefined;
  const { file, span } = program.place;
  if (program !== run.command.words[0] || !/["']/.test(file.text.charAt(span.start - 1))) return undefined;
  return {
    word: program,
    message: `The quotes make all of "${name} …" the name of a program`,
    help: 'Remove the quotes around the command.',
  };
}
