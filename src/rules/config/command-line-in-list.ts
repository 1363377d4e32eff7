import { knownCommands } from '../../model/bundle/config-files.js';
import { type CommandEntry, type ScalarNode, scalarsOf } from '../../parse/index.js';
import { isTrue } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import type { EachRule } from '../rule.js';

export const commandLineInList: EachRule<CommandEntry> = {
  meta: {
    summary: 'A command list contains what only a shell understands',
    why: 'A list is one program with its arguments, and no shell reads it. If the first item is a whole command line, the instance looks for a program with that name, which does not exist. Patterns such as *, variables and && reach the program as they are: cp fails with "cannot stat \'icons/*\'", and rm -f deletes nothing.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-commands',
      'guide:customize-containers-ec2#linux-container-commands',
      'guide:customize-containers-windows-ec2#windows-commands',
    ],
  },
  each: knownCommands,
  *check({ command, ignoreErrors, test }) {
    const [first, ...others] = command?.value.kind === 'list' ? scalarsOf(command) : [];
    if (!first) return;
    const isIgnored = test !== undefined || (ignoreErrors !== undefined && isTrue(ignoreErrors));
    if (isCommandLine(first.text)) {
      yield {
        at: first.place,
        message: `The list begins with the command line "${programOf(first.text)} …" instead of a program`,
        help: others.length > 0 ? JOIN : AS_STRING,
        ...(isIgnored && { warnsBecause: 'error-ignored' }),
      };
      return;
    }
    const item = others.find((_, index) => isForShell(others, index, first));
    if (!item) return;
    yield {
      at: item.place,
      message: `No shell reads this list, so "${baseName(first.text)}" gets the literal text "${item.text}"`,
      help: AS_STRING,
      ...(isIgnored
        ? { warnsBecause: 'error-ignored' as const }
        : !NEEDS_PATHS.has(baseName(first.text)) && { warnsBecause: 'milder' as const }),
    };
  },
};

const JOIN = 'Join the commands with `&&` in one string, or give each its own entry.';

const AS_STRING = 'Write the command line as one string, without the list.';

/** Whether an argument has a meaning for a shell, and none for the program that gets it. */
function isForShell(args: readonly ScalarNode[], index: number, program: ScalarNode): boolean {
  const [item, before, after] = [args[index], args[index - 1], args[index + 1]];
  if (item?.valueKind !== 'literal' || item.holdsFunction) return false;
  if (!TAKES_PATHS.has(baseName(program.text))) return false;
  if (OPERATORS.has(item.text)) return before !== undefined && after !== undefined;
  return !item.text.startsWith('-') && EXPANDED.test(item.text);
}

/** Programs that take the paths in their arguments as they are. */
const TAKES_PATHS: ReadonlySet<string> = new Set([
  ...['cat', 'chgrp', 'chmod', 'chown', 'cp', 'ln', 'ls', 'mkdir', 'mv', 'rm', 'rmdir', 'touch'],
]);

/** Of these, the ones that fail without each of their paths. */
const NEEDS_PATHS: ReadonlySet<string> = new Set([
  'cat',
  'chgrp',
  'chmod',
  'chown',
  'cp',
  'ls',
  'mv',
  'rmdir',
]);

const OPERATORS: ReadonlySet<string> = new Set(['&&', '||', '|', ';', '>', '>>', '2>&1']);

/** A pattern, a variable, or the home folder. */
const EXPANDED = /[*?]|\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})|^~(?:\/|$)/;

/** The name of a program contains no space, unless it is a Windows path. */
const isCommandLine = (text: string): boolean => /^[^\s\\:$`{]+\s+\S/.test(text);

/** What follows may be a password. */
const programOf = (text: string): string => text.slice(0, text.search(/\s/));
