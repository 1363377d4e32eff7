import { formatNames } from '../report/formats.js';
import { wrap } from '../report/text/wrap.js';
import { list } from '../util/text.js';
import { COMMANDS, type Subcommand } from './commands.js';
import { type Flag, FLAG_GROUPS, takes, termOf } from './flags.js';

/** The column of the descriptions of flags. */
const COLUMN = 26;

/** What fits on any terminal. */
const WIDTH = 80;

/** What `--help` prints. */
export const helpText = (version: string): string => `eblint ${version}
Finds mistakes in AWS Elastic Beanstalk projects before you deploy them.

Usage: eblint [flags] [path ...]
       eblint COMMAND [flags] [...]

A path is a folder, a file, a zip archive or a glob (default: the current
folder). eblint checks every project that it finds there, or the project that a
file belongs to.

${flagsText('lint', ({ heading, lines }) => [heading, ...lines])}

Commands
${commandsText()}

"eblint COMMAND --help" describes a command. Write ./NAME for a folder of that
name.

Formats
${indented(`${formatNames.join(', ')}, or a formatter for ESLint: the name of its package, or a path`)}

Exit codes
  0  no errors
  1  errors, or more warnings than --max-warnings allows
  2  could not run: an invalid flag, an unreadable path, no project found;
     or eblint-suppressions.json has what is fixed

Examples
  eblint
  eblint services/api --max-warnings 0
  eblint --format github
  eblint --rule routing/port-mismatch:warning
  eblint --explain routing/port-mismatch
  eblint options aws:elbv2:listener:443/Protocol
  eb deploy 2>&1 | eblint why
`;

/** What `eblint COMMAND --help` prints. */
export function commandHelp(name: Subcommand): string {
  const { usage, description, examples } = COMMANDS[name];
  return `Usage: eblint ${name} ${usage}

${wrapped(description)}

Flags
${flagsText(name, ({ lines }) => lines).replaceAll('\n\n', '\n')}

Examples
${examples.map((example) => `  eblint ${example}`).join('\n')}
`;
}

interface Group {
  readonly heading: string;
  readonly lines: readonly string[];
}

function flagsText(command: 'lint' | Subcommand, layout: (group: Group) => readonly string[]): string {
  return Object.entries(FLAG_GROUPS)
    .map(([heading, flags]) => ({ heading, flags: flags.filter((flag) => takes(command, flag)) }))
    .filter(({ flags }) => flags.length > 0)
    .map(({ heading, flags }) =>
      layout({ heading, lines: flags.map((flag) => flagText(flag, helpOf(flag, command))) }).join('\n'),
    )
    .join('\n\n');
}

/** Commands have formats of their own. */
export function helpOf({ name, help }: Flag, command: 'lint' | Subcommand): string {
  const formats = command !== 'lint' && name === '--format' ? COMMANDS[command].formats : undefined;
  return formats ? `print ${list(formats, 'or')} instead of text` : help;
}

const commandsText = (): string =>
  Object.entries(COMMANDS)
    .map(([name, { summary }]) => row(`  ${name}`, summary))
    .join('\n');

const flagText = (flag: Flag, help: string): string =>
  row(`  ${flag.short ? `${flag.short}, ` : '    '}${termOf(flag)}`, help);

function row(term: string, text: string): string {
  const gap = term.length + 2 > COLUMN ? `\n${' '.repeat(COLUMN)}` : ' '.repeat(COLUMN - term.length);
  return term + gap + text;
}

const wrapped = (text: string, width = WIDTH): string => wrap(text, width, ({ length }) => length).join('\n');

const indented = (text: string): string => `  ${wrapped(text, WIDTH - 2).replaceAll('\n', '\n  ')}`;
