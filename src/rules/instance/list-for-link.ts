import { program } from '../on.js';
import type { EachRule } from '../rule.js';
import { type CommandLine, type Fault, findingOf, isFlag } from '../support/command-lines.js';

export const listForLink: EachRule<CommandLine> = {
  meta: {
    summary: 'The program ls with the options of a link makes no link',
    why: 'The options `-sf` make a symbolic link only in `ln`. The program ls lists the two paths, and the link is not there when it is needed.',
    consequence: 'silently-ignored',
    references: ['https://www.gnu.org/software/coreutils/manual/html_node/ln-invocation.html'],
  },
  each: program('ls'),
  *check(line) {
    const fault = linkByLs(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `ls -sf /var/app/gems vendor/bundle`: the options are those of a link, and a list of sizes without an order is of no use. */
function linkByLs({ program: ls, args }: CommandLine): Fault | undefined {
  const [flags, ...operands] = args;
  if (!/^-(?:sn?v?f|fn?v?s)[nv]*$/.test(flags?.text ?? '') || operands.length !== 2) return undefined;
  if (operands.some(isFlag)) return undefined;
  return {
    word: ls,
    message: `"ls ${flags?.text}" only lists the two paths, and makes no link`,
    help: `Write \`ln ${flags?.text}\`.`,
    isLenient: true,
  };
}
