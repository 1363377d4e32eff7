import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import { type CommandLine, commandLines, type Fault, findingOf } from '../support/command-lines.js';

export const unquotedVersion: EachRule<CommandLine> = {
  meta: {
    summary: 'A version with < or > is not quoted, so the shell takes it for a file',
    why: 'The shell makes a redirection of `<` and `>`. With `>`, pip installs any version and its output is in a file named after the version. With `<`, the shell ends with "No such file or directory", and the deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'https://pip.pypa.io/en/stable/cli/pip_install/',
      'https://www.gnu.org/software/bash/manual/html_node/Redirections.html',
    ],
  },
  each: commandLines,
  *check(line) {
    const fault = versionAsFile(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `pip install gevent>=1.2`, `pip install django<5`: the shell takes the version for a file. */
function versionAsFile({ name, args, run, script }: CommandLine): Fault | undefined {
  if (script.isList || !/^pip[\d.-]*$/.test(name) || args[0]?.text !== 'install') return undefined;
  for (const { operator, fd, target } of run.command.redirections) {
    const isVersion = operator === '>' ? /^=\d[\w.]*$/ : operator === '<' ? /^=?\d[\w.]*$/ : undefined;
    if (fd !== undefined || target.kind !== 'literal' || !isVersion?.test(target.text)) continue;
    const start = target.place.span.start - operator.length;
    const word = args.find(({ place: { file, span } }) => file === target.place.file && span.end === start);
    if (!word) continue;
    const whole = word.text + operator + target.text;
    return {
      word,
      message: `"${shorten(whole)}" is not quoted, so the shell ${operator === '>' ? 'writes to' : 'reads'} the file "${target.text}"`,
      help: `Write \`${shorten(whole)}\` in quotes.`,
      ...(operator === '>' && { isLenient: true }),
    };
  }
  return undefined;
}
