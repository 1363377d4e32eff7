import type { OptionRole, ServerProgram } from '../../knowledge/servers/servers.js';
import { servers } from '../../model/servers/servers.js';
import { list } from '../../util/text.js';
import type { Rule } from '../rule.js';
import {
  BEFORE_REFUSALS,
  COMMAND_LINES_OF_SERVERS,
  refusalsOf,
  type RefusalTexts,
  textAfter,
} from '../support/refusals.js';

export const unknownFlag: Rule = {
  meta: {
    summary: 'A server does not have a flag of its command line',
    why: 'The program prints an error and exits before it listens. Elastic Beanstalk starts it again and again, and every request that is routed to it ends in 502. Each server has its own flags: `--host` of uvicorn is `-b` of daphne. The command lines behind this rule were run with the servers themselves.',
    consequence: 'traffic-breaks',
    references: COMMAND_LINES_OF_SERVERS,
    yieldsTo: BEFORE_REFUSALS,
  },
  needs: servers,
  check: (project) => refusalsOf(TEXTS, project),
};

const TEXTS: RefusalTexts = {
  'unknown-flag': ({ text, owner, at, version }, { program }) => ({
    message: `${program.name}${version ? ` ${version.installed}` : ''} does not have the flag ${text}`,
    help: version
      ? `Delete it: ${program.name} has it ${version.needed.since === undefined ? `only before ${version.needed.before}` : `since ${version.needed.since}`}.`
      : counterpartHelp(program, owner, text, textAfter(at)),
  }),
  'ambiguous-flag': ({ text, candidates = [] }, { program }) => ({
    message: `${text} of ${program.name} could be the beginning of several flags`,
    help: `Write ${list(
      candidates.slice(0, NAMED_FLAGS).map((name) => `\`${name}\``),
      'or',
    )}.`,
  }),
  'one-dash': ({ text }, { program }) => ({
    message: `${program.name} reads ${text} as ${text.slice(0, 2)} with the value "${text.slice(2)}"`,
    help: `Write \`-${text}\`.`,
  }),
  'late-flag': ({ text }, { program }) => ({
    message: `${program.name} does not read ${text} after the application`,
    help: 'Put the flags in front of the application.',
  }),
  'prints-help': (_, { program }) => ({
    message: `-h makes ${program.name} print its help and exit`,
    help: `Use \`${program.options.host?.[0] ?? program.options.bind?.[0] ?? '--host'}\` for the host.`,
  }),
};

/** Flags that mean an address with its port for most servers. */
const WHOLE_ADDRESS: ReadonlySet<string> = new Set(['-b', '--bind', '--listen']);

const COUNTERPARTS: readonly (readonly [OptionRole, readonly OptionRole[]])[] = [
  ['host', ['host', 'bind']],
  ['port', ['port', 'bind']],
  ['bind', ['bind', 'host', 'port']],
  ['workerClass', ['workerClass']],
  ['unix', ['unix', 'bind']],
];

/** How many flags a help names. */
const NAMED_FLAGS = 4;

/** The value after a flag: an address with its port, or a port. */
const VALUE = /^[ =]["']?(?:([\w.]+):)?(\d{1,5})(?=["'\s]|$)/;

/** The flag of a program for what the flag of another one says. */
function counterpartHelp(
  program: ServerProgram,
  owner: ServerProgram | undefined,
  flag: string,
  after: string,
): string {
  const from = owner ? ` \`${flag}\` is a flag of ${owner.name}.` : '';
  if (program.takesAddress && owner)
    return `Write the address without a flag, such as \`0.0.0.0:5000\`.${from}`;
  const isAddress = WHOLE_ADDRESS.has(flag);
  const [, roles = []] =
    COUNTERPARTS.find(([role]) => (isAddress ? role === 'bind' : owner?.options[role]?.includes(flag))) ?? [];
  const names = roles.flatMap((role) => program.options[role]?.[0] ?? []);
  const wanted = roles[0] === 'bind' && !program.options.bind ? names : names.slice(0, 1);
  const [value, host, port] = VALUE.exec(after) ?? [];
  const [only, second] = wanted;
  // The value has another form, too: one flag for both, or two flags for one.
  if (value !== undefined && port !== undefined && only !== undefined) {
    if (second !== undefined) return `Use \`${only} ${host ?? '0.0.0.0'} ${second} ${port}\`.${from}`;
    if (program.options.bind?.includes(only) && host === undefined)
      return `Use \`${only} 0.0.0.0:${port}\`.${from}`;
  }
  if (wanted.length === 0) return `Delete it, or use the flag of ${program.name} for it.${from}`;
  return `Use ${wanted.map((name) => `\`${name}\``).join(' and ')}.${from}`;
}
