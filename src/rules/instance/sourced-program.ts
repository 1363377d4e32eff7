import { NO_SHELL_SCRIPT } from '../../knowledge/instance/command-lines.js';
import { describeScript } from '../../model/execution/instance-script.js';
import { readsIn } from '../../parse/shell/unwrap-command.js';
import type { EachRule } from '../rule.js';
import { type CommandLine, commandLines, type Fault, findingOf } from '../support/command-lines.js';

export const sourcedProgram: EachRule<CommandLine> = {
  meta: {
    summary: 'A program is read as a script of the shell',
    why: 'With source, or a dot, the shell reads a file as its own script. A program is none, or not in the current folder: "pipenv: cannot execute binary file", or "No such file or directory". A failed command stops the deployment; in a cron job nothing happens.',
    consequence: 'deploy-fails',
    references: ['https://www.gnu.org/software/bash/manual/html_node/Bourne-Shell-Builtins.html'],
  },
  each: commandLines,
  *check(line) {
    const fault = programAsScript(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `source pipenv run …`. */
function programAsScript({ name, args: [file], script }: CommandLine): Fault | undefined {
  if (!readsIn(name) || !file || !NO_SHELL_SCRIPT.test(file.text)) return undefined;
  return {
    word: file,
    message: `${describeScript(script)} reads the program "${file.text}" as a script of the shell`,
    help: `Delete \`${name}\`.`,
  };
}
