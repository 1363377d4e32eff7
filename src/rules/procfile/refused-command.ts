import { list } from '../../util/text.js';
import type { Place } from '../../source/index.js';
import { isTemplate } from '../../knowledge/placeholders/placeholders.js';
import type { OptionRole, ServerProgram } from '../../knowledge/servers/servers.js';
import { mayBeFilledIn } from '../../model/bundle/may-be-filled-in.js';
import type { Refusal, RefusalKind } from '../../model/servers/refusal.js';
import type { Server } from '../../model/servers/server.js';
import type { Rule } from '../rule.js';
import { servers } from '../../model/servers/servers.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

export const refusedCommand: Rule = {
  meta: {
    summary: 'A server refuses its own command line',
    why: 'The program prints an error and exits before it listens. Elastic Beanstalk starts it again and again, and every request that is routed to it ends in 502. Each server has its own flags and its own way to write an address: `--host` of uvicorn is `-b` of daphne. The command lines behind this rule were run with the servers themselves.',
    severity: 'error',
    consequence: 'traffic-breaks',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'https://github.com/django/daphne/blob/main/daphne/cli.py',
      'https://github.com/Kludex/uvicorn/blob/main/uvicorn/main.py',
      'https://docs.gunicorn.org/en/stable/settings.html',
      'https://docs.pylonsproject.org/projects/waitress/en/stable/runner.html',
    ],
    yieldsTo: ['procfile/look-alike-character', 'procfile/placeholder'],
  },
  *check(project) {
    for (const server of servers(project)) {
      const [refusal] = server.refusals;
      if (!refusal || (isTemplate(refusal.text) && mayBeFilledIn(deployedFiles(project)))) continue;
      const { message, help } = texts[refusal.kind](refusal, server);
      yield {
        at: refusal.at,
        message,
        help,
        ...(refusal.other ? { related: [{ at: refusal.other.at, note: otherNote(refusal) }] } : {}),
        ...(refusal.isCertain ? {} : { severity: 'warning' as const }),
      };
    }
  },
};

const otherNote = ({ kind, other }: Refusal): string =>
  kind === 'exclusive' ? `${other?.text} is used here` : 'the same address';

type Texts = (refusal: Refusal, server: Server) => { readonly message: string; readonly help: string };

const texts: Readonly<Record<RefusalKind, Texts>> = {
  'unknown-flag': ({ text, owner, at }, { program }) => ({
    message: `${program.name} does not have the flag ${text}`,
    help: counterpartHelp(program, owner, text, textAfter(at)),
  }),
  'ambiguous-flag': ({ text, candidates = [] }, { program }) => ({
    message: `${text} of ${program.name} could be the beginning of several flags`,
    help: `Write ${list(
      candidates.slice(0, NAMED_FLAGS).map((name) => `\`${name}\``),
      'or',
    )}.`,
  }),
  'missing-value': ({ text }, { program }) => ({
    message: `Flag ${text} of ${program.name} has no value`,
    help: 'Add its value, or delete the flag.',
  }),
  'unexpected-value': ({ text }, { program }) => ({
    message: `Flag ${text} of ${program.name} takes no value`,
    help: 'Delete the value.',
  }),
  'bad-port': ({ text, at }, { program }) => ({
    message: `${program.name} refuses the port "${text}"`,
    help:
      program.options.endpoint && text.includes('.')
        ? `Use \`tcp:port=${/^:(\d{1,5})(?!\d)/.exec(textAfter(at))?.[1] ?? '5000'}:interface=${text}\`.`
        : 'Use a number from 1 to 65535.',
  }),
  'bad-address': ({ text }, { program }) => ({
    message: `${program.name} refuses the address "${text}"`,
    help: `Use an address such as \`${sampleAddress(program, text)}\`.`,
  }),
  exclusive: ({ text, other }, { program }) => ({
    message: `${program.name} refuses ${text} beside ${other?.text}`,
    help: other ? `Delete \`${text}\`: \`${other.text}\` says where to listen.` : 'Use only one of them.',
  }),
  'no-application': (_, { program, interface: kind }) => ({
    message: `${program.name} gets no application to run`,
    help: `Add the module and its attribute at the end, such as \`project.${kind ?? 'wsgi'}:application\`.`,
  }),
  'no-attribute': ({ text }, { program }) => ({
    message: `${program.name} needs an attribute after the module "${text}"`,
    help: `Use \`${text.replace(/\.py$/, '').replaceAll('/', '.')}:application\`, or the name that the application has.`,
  }),
  'extra-argument': ({ text }, { program }) => ({
    message: `${program.name} refuses the further argument "${text}"`,
    help: 'Delete it, or put the flag in front of it to which it belongs.',
  }),
  'late-flag': ({ text }, { program }) => ({
    message: `${program.name} does not read ${text} after the application`,
    help: 'Put the flags in front of the application.',
  }),
  'same-address': ({ text }, { program }) => ({
    message: `${program.name} is told to listen on port ${text} twice`,
    help: 'Delete one of the addresses.',
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

/** The rest of the line after a place. */
const textAfter = ({ file, span: { end } }: Place): string =>
  file.text.slice(end, file.lineSpan(file.positionAt(end).line).end);

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

function sampleAddress({ options, address }: ServerProgram, text: string): string {
  const port = /(?<!\d)\d{4,5}(?!\d)/.exec(text)?.[0] ?? '5000';
  if (options.endpoint && /[:=]|^tcp/i.test(text)) return `tcp:port=${port}:interface=0.0.0.0`;
  return options.host && !options.bind ? '0.0.0.0' : `${address.needsPrefix ?? ''}0.0.0.0:${port}`;
}
