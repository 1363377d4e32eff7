import { FLAG_GROUPS } from './flags.js';
import { formatNames } from '../report/formats.js';

/** The column of the descriptions of flags. */
const COLUMN = 26;

/** What `--help` prints: at most 80 columns wide. */
export const helpText = (version: string): string => `eblint ${version}
Finds mistakes in AWS Elastic Beanstalk projects before you deploy them.

Usage: eblint [flags] [path ...]
       eblint options [namespace[/option]]
       eblint catalogue [--diff FILE]
       eblint migrate [--write] [path ...]
       eblint resolve [namespace[/option]]
       eblint why "error text"

A path is a folder, a file or a glob (default: the current folder). eblint
checks every project that it finds there, or the project that a file belongs to.
"options" describes configuration options of Elastic Beanstalk, and "catalogue"
shows how current they are. "migrate" plans the move to Amazon Linux 2023, and
makes the changes that are certain. "resolve" prints the option settings of the
project in the current folder as they take effect, and "why" explains an error
text of a deployment. Write ./options for a folder of that name.

${flagsText()}

Formats
  ${formatNames.join(', ')},
  or X if the package eslint-formatter-X is installed

Exit codes
  0  no errors
  1  errors, or more warnings than --max-warnings allows
  2  could not run: an invalid flag, an unreadable path, no project found

Examples
  eblint
  eblint services/api --max-warnings 0
  eblint --format github
  eblint --rule routing/port-mismatch:warning
  eblint --explain routing/port-mismatch
  eblint options aws:elbv2:listener:443/Protocol
  eblint resolve aws:elasticbeanstalk:environment:process:default
  eb deploy 2>&1 | eblint why
`;

const flagsText = (): string =>
  Object.entries(FLAG_GROUPS)
    .map(([group, flags]) => [group, ...flags.map(flagText)].join('\n'))
    .join('\n\n');

type Flag = (typeof FLAG_GROUPS)[string][number];

function flagText({ name, short, value, help }: Flag): string {
  const term = `  ${short ? `${short}, ` : '    '}${name}${value ? ` ${value}` : ''}`;
  const gap = term.length + 2 > COLUMN ? `\n${' '.repeat(COLUMN)}` : ' '.repeat(COLUMN - term.length);
  return term + gap + help;
}
