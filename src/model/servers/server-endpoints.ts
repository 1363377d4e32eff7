import type { ServerProgram } from '../../knowledge/servers.js';
import type { VariableScope } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { literalText } from '../../source/index.js';
import type { Address } from './server-address.js';
import { parseAddress } from './server-address.js';
import type { ServerOption, ServerOptions } from './server-options.js';
import { lastOption } from './server-options.js';
import type { Endpoint, EndpointPart, TcpEndpoint } from './server.js';
import type { ShellState } from './shell-state.js';
import { parseTwistedEndpoint } from './twisted-endpoint.js';

/** A server command with all that decides where it listens. */
export interface ServerCommand {
  readonly program: ServerProgram;
  readonly programWord: Word;
  readonly options: ServerOptions;
  readonly scope: VariableScope;
  readonly shell: ShellState;
  readonly hasFile: (name: string) => boolean;
}

const ALL_INTERFACES = '0.0.0.0';
const MAX_PORT = 65_535;

/** See docs/limits.md: rules look at each endpoint of a server for each process that it answers. */
const MAX_ENDPOINTS = 100;

/** Every endpoint of a server command; never empty. */
export function endpointsOf(command: ServerCommand): readonly Endpoint[] {
  const { program, options } = command;
  const unix = valuesOf(options.options, 'unix').map(unixEndpoint);
  const stated = [
    ...addressWords(command).map((word) =>
      addressEndpoint(command, word, parseAddress(word, program.address)),
    ),
    ...valuesOf(options.options, 'endpoint').map((word) =>
      addressEndpoint(command, word, parseTwistedEndpoint(word)),
    ),
    ...unix,
  ];
  const isTcpUsed = unix.length === 0 || !program.unixReplacesTcp;
  const all = [...stated, ...(isTcpUsed ? hostAndPort(command) : [])];
  if (all.length > MAX_ENDPOINTS) return [unknownEndpoint(command.programWord)];
  return all.length > 0 ? all : [defaultEndpoint(command)];
}

const valuesOf = (options: readonly ServerOption[], role: ServerOption['role']): readonly Word[] =>
  options.flatMap((option) => (option.role === role && option.value ? [option.value] : []));

const unknownEndpoint = ({ place }: Word): Endpoint => ({
  kind: 'tcp',
  host: unknownPart(place),
  port: unknownPart(place),
});

const unixEndpoint = ({ place }: Word): Endpoint => ({ kind: 'unix', place });

function addressWords({ program, options }: ServerCommand): readonly Word[] {
  if (program.takesAddress) return options.positionals.slice(0, 1);
  return valuesOf(options.options, 'bind');
}

function addressEndpoint(command: ServerCommand, word: Word, address: Address): Endpoint {
  if (address.kind === 'unix') return unixEndpoint(word);
  if (address.kind === 'unreadable' || (command.program.takesAddress && command.options.isOpen)) {
    return unknownEndpoint(word);
  }
  const { host, port } = address;
  const { programWord, program } = command;
  return {
    kind: 'tcp',
    host: host ? hostPart(host, word.place) : defaultPart(programWord, hostBesideAddress(program)),
    port: port ? portPart(port) : defaultPart(programWord, program.defaults.port),
  };
}

/** Twisted listens everywhere unless told otherwise; a lone port keeps the program's default host. */
const hostBesideAddress = ({ defaults, takesAddress }: ServerProgram): string | undefined =>
  takesAddress ? defaults.host : ALL_INTERFACES;

/** The endpoint of the options for host and port, if there are any; what one of them leaves open is the default. */
function hostAndPort(command: ServerCommand): readonly TcpEndpoint[] {
  const { options } = command.options;
  const [host, port] = [statedHalf(options, 'host'), statedHalf(options, 'port')];
  if (!host && !port) return [];
  const fallback = defaultEndpoint(command);
  return [
    {
      kind: 'tcp',
      host: host ? optionPart(host, hostPart, command) : fallback.host,
      port: port ? optionPart(port, portPart, command) : fallback.port,
    },
  ];
}

/** The option that says one half: the last one, or the last property of `java` in front of the JAR. */
function statedHalf(options: readonly ServerOption[], half: 'host' | 'port'): ServerOption | undefined {
  const jar = options.findIndex(({ role }) => role === 'jar');
  return lastOption(options, half) ?? lastOption(options.slice(0, Math.max(jar, 0)), `${half}Property`);
}

const optionPart = <T>(
  { value }: ServerOption,
  read: (word: Word) => EndpointPart<T>,
  { programWord }: ServerCommand,
): EndpointPart<T> => (value ? read(value) : unknownPart(programWord.place));

/** Where it listens if its command line says nothing. */
function defaultEndpoint(command: ServerCommand): TcpEndpoint {
  const { program, programWord, options } = command;
  const isSure = !options.isOpen && !isConfigured(command) && !isAnySet(command, program.variables?.others);
  const { host, port } = isSure ? defaultsOf(command) : {};
  const variable = portVariable(command);
  return {
    kind: 'tcp',
    host: defaultPart(programWord, host),
    port: { ...defaultPart(programWord, port), ...(variable && { variable }) },
  };
}

function defaultsOf(command: ServerCommand): { host?: string | undefined; port?: number | undefined } {
  const { defaults, variables = {} } = command.program;
  const portText = textOf(command, variables.port);
  const hostText = textOf(command, variables.host);
  const port = portText === 'unset' ? defaults.port : portNumber(portText.text);
  const host = hostText === 'unset' ? defaults.host : hostText.text;
  if (!variables.hostBesidePort) return { host, port };
  // Hooks see a PORT that no property sets; whether the processes of a Procfile do is documented nowhere.
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html
  if (portText === 'unset') return { host: undefined, port };
  return { host: port === undefined ? undefined : variables.hostBesidePort, port };
}

/** The variable that says the port, where it does. */
function portVariable(command: ServerCommand): EndpointPart<number>['variable'] {
  const name = command.program.variables?.port;
  const variable = name === undefined ? 'unset' : read(command, name);
  return name === undefined || typeof variable === 'string' ? undefined : { name, place: variable.place };
}

/** What a variable says; its text is undefined where that is not to be told. */
function textOf(command: ServerCommand, name: string | undefined): { text: string | undefined } | 'unset' {
  const variable = name === undefined ? 'unset' : read(command, name);
  if (variable === 'unset') return variable;
  return { text: variable === 'unknown' ? undefined : literalText(variable) };
}

const read = ({ shell, scope }: ServerCommand, name: string) => shell.variable(name, scope);

/** Whether one of the variables is set, or may be. */
export const isAnySet = (command: ServerCommand, names: readonly string[] = []): boolean =>
  names.some((name) => read(command, name) !== 'unset');

/** Whether a configuration file, named or found by the program itself, may say where to listen. */
export function isConfigured({ program, options, shell, hasFile }: ServerCommand): boolean {
  if (lastOption(options.options, 'config')) return true;
  return (program.configFiles ?? []).some((name) => {
    const path = shell.fileName(name);
    return path === undefined || hasFile(path);
  });
}

const defaultPart = <T>({ place }: Word, value: T | undefined): EndpointPart<T> => ({
  value,
  place,
  byDefault: true,
});

const unknownPart = (place: Place): EndpointPart<never> => ({ value: undefined, place, byDefault: false });

/** A host that is left empty, as in `:8000`, or `*` is every interface; it stands where the whole address stands. */
function hostPart(word: Word, wholePlace: Place = word.place): EndpointPart<string> {
  const text = literalText(word)?.replace(/^\[|\]$|\\(?=:)/g, '');
  const isEverywhere = text === '' || text === '*';
  return {
    value: isEverywhere ? ALL_INTERFACES : text?.toLowerCase(),
    place: word.text === '' ? wholePlace : word.place,
    byDefault: false,
  };
}

const portPart = (word: Word): EndpointPart<number> => ({
  value: portNumber(literalText(word)),
  place: word.place,
  byDefault: false,
});

function portNumber(text: string | undefined): number | undefined {
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port <= MAX_PORT ? port : undefined;
}
