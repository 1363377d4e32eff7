import { SHELLS } from '../../parse/shell/unwrap-command.js';
import type { EachRule } from '../rule.js';
import {
  type CommandLine,
  commandLines,
  type Fault,
  findingOf,
  isLiteral,
} from '../support/command-lines.js';

export const lostWords: EachRule<CommandLine> = {
  meta: {
    summary: 'The flag -c of a shell takes only the next word as the command',
    why: 'The words after the first one become parameters of the shell, which the command does not read: `sh -c npm start` runs npm without start.',
    consequence: 'silently-ignored',
    references: ['https://www.gnu.org/software/bash/manual/html_node/Invoking-Bash.html'],
  },
  each: commandLines,
  *check(line) {
    const fault = wordsAfterCommand(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `sh -c npm start`: the shell runs the first word only. */
function wordsAfterCommand({ name, args }: CommandLine): Fault | undefined {
  const at = args.findIndex(({ text }) => !/^-/.test(text));
  const flag = args[at - 1];
  const [command, next] = args.slice(at);
  if (!SHELLS.has(name) || !flag || !/^-[a-z]*c$/.test(flag.text) || !command || !next) return undefined;
  if (!isLiteral(command) || !/^[\w./-]+$/.test(command.text) || /^(?:_|-.*)$/.test(next.text))
    return undefined;
  return {
    word: command,
    message: `"${name} -c" runs only "${command.text}", without the words after it`,
    help: `Write the whole command in quotes after \`${flag.text}\`.`,
    isLenient: true,
  };
}
