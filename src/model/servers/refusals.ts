import { type OptionRole, SERVER_PROGRAMS, type ServerProgram } from '../../knowledge/servers/servers.js';
import type { Word } from '../../parse/shell/word.js';
import { literalText } from '../../source/index.js';
import { compareVersions } from '../../util/compare.js';
import { endpointsClash } from './endpoints-clash.js';
import type { Refusal, RefusalKind } from './refusal.js';
import type { Endpoint, TcpEndpoint } from './server.js';
import type { ServerCommand } from './server-command.js';
import { isFlag, lastOption, type OptionFault, rolesOf } from './server-options.js';

/** Addresses of one server that are compared with those before them. */
const MAX_COMPARED_REFUSALS = 20;

/** Why a program does not start with a command line, apart from addresses that it cannot read. */
export function refusalsOf(command: ServerCommand, endpoints: readonly Endpoint[]): readonly Refusal[] {
  const help = helpInstead(command);
  if (help) return [help];
  return [
    ...command.options.faults.flatMap((fault) => faultRefusal(command.program, fault)),
    ...versionRefusals(command),
    ...numberRefusals(command),
    ...classRefusals(command),
    ...exclusiveRefusals(command),
    ...applicationRefusals(command),
    ...sameAddress(command, endpoints),
  ];
}

const refusal = (kind: RefusalKind, { text, place }: Word, isCertain = true): Refusal => ({
  kind,
  text,
  at: place,
  isCertain,
});

/** `-h 0.0.0.0` where `-h` is not the host. */
function helpInstead({ options }: ServerCommand): Refusal | undefined {
  const flag = options.options.find((option) => option.role === 'exits' && option.flag.text === '-h')?.flag;
  const [host] = options.positionals;
  return flag && host && /^[\d.:[\]]+$|^localhost$/.test(host.text)
    ? refusal('prints-help', flag)
    : undefined;
}

const KINDS: Readonly<Record<OptionFault['kind'], RefusalKind>> = {
  unknown: 'unknown-flag',
  ambiguous: 'ambiguous-flag',
  'missing-value': 'missing-value',
  'unexpected-value': 'unexpected-value',
  'one-dash': 'one-dash',
};

function faultRefusal(program: ServerProgram, { kind, flag, candidates }: OptionFault): readonly Refusal[] {
  const owner = kind === 'unknown' ? ownerOf(program, flag.text) : undefined;
  // A program whose options the table does not have all may have one of that name.
  if (!program.hasEveryOption && !(owner && program.id === 'runserver') && kind !== 'unexpected-value')
    return [];
  const isCertain =
    kind === 'unexpected-value' ||
    (program.hasEveryOption === true && (kind !== 'unknown' || owner !== undefined));
  return [
    {
      ...refusal(KINDS[kind], flag, isCertain),
      ...(owner ? { owner } : {}),
      ...(candidates && { candidates }),
    },
  ];
}

/** What shows best which server was intended. */
const DISTINCTIVE_ROLES: readonly OptionRole[] = ['host', 'port', 'bind', 'workerClass', 'unix'];

/** The server that takes such a flag for its address. */
const ownerOf = (program: ServerProgram, flag: string): ServerProgram | undefined =>
  SERVER_PROGRAMS.find(
    (other) =>
      other !== program &&
      other.hasEveryOption &&
      DISTINCTIVE_ROLES.some((role) => other.options[role]?.includes(flag)),
  ) ?? SERVER_PROGRAMS.find((other) => other !== program && other.hasEveryOption && hasOption(other, flag));

const hasOption = (program: ServerProgram, flag: string): boolean => rolesOf(program).has(flag);

/** Flags of other versions than the one that is installed. */
function versionRefusals({ program, options, version }: ServerCommand): readonly Refusal[] {
  const asked = options.options.flatMap(({ flag }) => {
    const needed = program.versions?.find(({ flags }) => flags.includes(flag.text));
    return needed ? [{ flag, needed }] : [];
  });
  const installed = asked.length > 0 ? version() : undefined;
  if (installed === undefined) return [];
  return asked
    .filter(({ needed: { since = installed, before } }) => {
      const isOld = compareVersions(installed, since) < 0;
      return isOld || (before !== undefined && compareVersions(installed, before) >= 0);
    })
    .map(({ flag, needed }) => ({ ...refusal('unknown-flag', flag), version: { installed, needed } }));
}

/** `WEB_CONCURRENCY=auto`. */
function numberRefusals({ program: { variables }, shell, scope }: ServerCommand): readonly Refusal[] {
  const name = variables?.number;
  const value = name === undefined ? 'unset' : shell.variable(name, scope);
  const text = typeof value === 'string' ? undefined : literalText(value);
  if (typeof value === 'string' || text === undefined || /^\s*[+-]?\d+\s*$/.test(text)) return [];
  return [{ kind: 'bad-number', text, at: value.place, isCertain: true }];
}

/** `-k uvicorn`. */
function classRefusals({ program: { workerClasses = [] }, options }: ServerCommand): readonly Refusal[] {
  const word = lastOption(options.options, 'workerClass')?.value;
  if (word?.kind !== 'literal' || !/^[\w.]+$/.test(word.text) || workerClasses.includes(word.text)) return [];
  const module = moduleOf(word.text);
  return workerClasses.some((known) => moduleOf(known) === module) ? [refusal('bad-class', word)] : [];
}

const moduleOf = (name: string): string => name.slice(0, Math.max(name.lastIndexOf('.'), 0));

function exclusiveRefusals({ program, options }: ServerCommand): readonly Refusal[] {
  for (const [first, second] of program.exclusive ?? []) {
    const [a, b] = [lastOption(options.options, first), lastOption(options.options, second)];
    if (a && b) return [{ ...refusal('exclusive', b.flag), other: { text: a.flag.text, at: a.flag.place } }];
  }
  return [];
}

function applicationRefusals({
  program,
  programWord,
  options,
  isConfigOpen,
  ...command
}: ServerCommand): readonly Refusal[] {
  const { application } = program;
  const [word, ...others] = options.positionals;
  if (!application || options.isOpen || lastOption(options.options, 'application')) return [];
  if (!word) {
    const { variable } = application;
    const isNamed = variable !== undefined && command.shell.variable(variable, command.scope) !== 'unset';
    const mayBeElsewhere = isConfigOpen || (application.isOptional && command.isConfigured);
    return isNamed || mayBeElsewhere ? [] : [refusal('no-application', programWord)];
  }
  const late = others.find(isFlag);
  if (late && program.syntax.stopsAtOperand) return [refusal('late-flag', late)];
  const [extra] = others;
  if (extra && application.isLast) return [refusal('extra-argument', extra)];
  const hasAttribute = word.kind !== 'literal' || /[^:]:./.test(word.text);
  return application.needsAttribute && !hasAttribute ? [refusal('no-attribute', word)] : [];
}

function sameAddress(
  { program, options }: ServerCommand,
  endpoints: readonly Endpoint[],
): readonly Refusal[] {
  if (!program.opensEachOnce) return [];
  const mayShare = options.options.some(({ flag }) => SHARES.has(flag.text));
  if (mayShare) return [];
  const tcp = endpoints.filter((endpoint) => endpoint.kind === 'tcp');
  for (const [index, second] of tcp.slice(0, MAX_COMPARED_REFUSALS).entries()) {
    const first = tcp.slice(0, index).find((other) => clash(program, other, second));
    if (!first) continue;
    const [at, other] = [second.port.place, first.port.place];
    const text = String(second.port.value);
    return [{ kind: 'same-address', text, at, other: { text, at: other }, isCertain: true }];
  }
  return [];
}

const SHARES: ReadonlySet<string> = new Set(['--reuse-port', '-w', '--workers']);

const clash = (program: ServerProgram, a: TcpEndpoint, b: TcpEndpoint): boolean =>
  (endpointsClash(a, b) && !(program.mergesEqualAddresses && a.host.value === b.host.value)) ||
  (!program.isIpv6Apart &&
    a.port.value !== undefined &&
    a.port.value === b.port.value &&
    [a.host.value, b.host.value].includes('::') &&
    a.host.value !== b.host.value &&
    [a.host.value, b.host.value].every((host) => host !== undefined));
