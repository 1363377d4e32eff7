import type { ServerProgram } from '../../knowledge/servers/servers.js';
import { click, serverProgramsNamed } from '../../knowledge/servers/servers.js';
import type { Procfile, ProcfileEntry } from '../../parse/procfile.js';
import { fixedVersion, readRequirements } from '../../parse/requirements.js';
import type { Invocation } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { SourceFile } from '../../source/index.js';
import { oncePerText } from '../../util/memo.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { type Chain, EntryWalk } from '../entry/entry-walk.js';
import { platformEntry } from '../entry/platform-entry.js';
import type { ServerContext } from '../entry/server-context.js';
import { serverContextOf } from '../entry/server-context.js';
import type { ShellState } from '../entry/shell-state.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { procfile } from '../platform/procfile.js';
import { settings } from '../settings/settings.js';
import { isAspNet } from './dotnet-program.js';
import type { RefusalKind } from './refusal.js';
import { refusalsOf } from './refusals.js';
import type { Endpoint, EndpointPart, Server } from './server.js';
import { interfaceOf, servesWebSockets } from './server-application.js';
import type { ServerCommand } from './server-command.js';
import { EndpointReader } from './server-endpoints.js';
import { layeredOptions } from './server-layers.js';
import { lastOption, readServerOptions } from './server-options.js';

export type { ServerContext } from '../entry/server-context.js';

/** What the Procfile starts. */
export const servers = fact('servers', (project): readonly Server[] => {
  const file = procfile(project);
  return file ? serversOf(file, serverContextOf(deployedFiles(project), settings(project))) : [];
});

/** Those that the platform starts as `web` where there is no Procfile. */
export const platformServers = fact('platformServers', (project): readonly Server[] => {
  const entry = platformEntry(deployedFiles(project), platform(project));
  return entry ? serversOfEntry(entry, serverContextOf(deployedFiles(project), settings(project))) : [];
});

/**
 * The servers that a Procfile starts, in its order. A program that the table of servers does not know makes none; of
 * commands that run one after another, the first server stays, for it does not end.
 */
export const serversOf = (procfile: Procfile, context: ServerContext): Server[] =>
  procfile.entries.flatMap((entry) => serversOfEntry(entry, context));

const serversOfEntry = (entry: ProcfileEntry, context: ServerContext): Server[] =>
  new EntryWalk(context, (invocation, shell, isConditional) =>
    recognize(entry, invocation, { shell, context, isConditional }),
  )
    .walk(entry)
    .map(oneOf);

/** One server for all that may run in one place. */
function oneOf({ servers, isOpen, isEnded, mayEndBefore }: Chain<Server>): Server {
  const [first, ...others] = servers as [Server, ...Server[]];
  if (others.length === 0 && !isOpen) return { ...first, isCertain: isEnded && !mayEndBefore };
  const { place } = first.programWord;
  const unknown = { value: undefined, place, byDefault: false };
  return {
    ...first,
    endpoints: [
      ...servers.flatMap(({ endpoints }) => endpoints),
      ...(isOpen ? [{ kind: 'tcp' as const, host: unknown, port: unknown }] : []),
    ],
    webSockets: servers.every(({ webSockets }) => webSockets === first.webSockets)
      ? first.webSockets
      : undefined,
    isCertain: false,
    refusals: servers.flatMap(({ refusals }) => refusals),
  };
}

interface Surroundings {
  readonly shell: ShellState;
  readonly context: ServerContext;
  readonly isConditional: boolean;
}

function recognize(entry: ProcfileEntry, invocation: Invocation, surroundings: Surroundings) {
  const { program: programWord, args } = invocation;
  if (programWord?.kind !== 'literal') return undefined;
  for (const program of serverProgramsNamed(programWord.text)) {
    const ownArgs = argumentsOf(program, args);
    if (!ownArgs) continue;
    const called = { ...invocation, program: programWord, args: ownArgs };
    const command = commandOf(program, called, surroundings, false);
    const { options } = command.options;
    if (program.requires && !lastOption(options, program.requires)) continue;
    const fallback = () => commandOf(program, called, surroundings, true);
    const server = serverOf(entry, command, fallback, surroundings);
    if (!server) return undefined;
    const isDaemon = options.some(({ role }) => role === 'daemon' || role === 'daemonLog');
    return { server, isDaemon };
  }
  return undefined;
}

/** A command with the variables that its shell knows; `takesFallbacks` is about the others. */
function commandOf(
  program: ServerProgram,
  { program: programWord, programs, args, scope }: Invocation & { readonly program: Word },
  { shell, context }: Surroundings,
  takesFallbacks: boolean,
): ServerCommand {
  const words = args.map((arg) => shell.expand(arg, scope, takesFallbacks));
  const commandLine = readServerOptions(program, words);
  const command = programs.at(-1) ?? programWord;
  const around = { program, command, scope, shell, context, takesFallbacks };
  return {
    program,
    programWord,
    ...layeredOptions(commandLine, around),
    ...{ scope, shell, takesFallbacks },
    version: () => installedVersion(program.id, context),
  };
}

const installedVersion = (name: string, context: ServerContext): string | undefined => {
  const list = context.fileText('requirements.txt') ?? context.fileText('Gemfile.lock');
  return list && versionIn(list, name);
};

const versionIn = oncePerText((list: SourceFile, name: string): string | undefined => {
  if (list.name === 'Gemfile.lock') return new RegExp(`^ {4}${name} \\(([\\d.]+)`, 'm').exec(list.text)?.[1];
  const asked = readRequirements(list).packages.find((one) => one.name === name);
  return asked && fixedVersion(asked);
});

function serverOf(
  entry: ProcfileEntry,
  command: ServerCommand,
  fallback: () => ServerCommand,
  { isConditional, context }: Surroundings,
): Server | undefined {
  const { program, programWord } = command;
  const reader = new EndpointReader(command);
  const known = reader.read();
  const endpoints = known.some(isOpen) ? withFallbacks(known, new EndpointReader(fallback()).read()) : known;
  const refusals = [...refusalsOf(command, endpoints), ...reader.refusals].map((refusal) =>
    isConditional ? { ...refusal, isCertain: false } : refusal,
  );
  if (refusals.length === 0 && lastOption(command.options.options, 'exits')) return undefined;
  const { place } = programWord;
  const unknown = { value: undefined, place, byDefault: false };
  const [application] = command.options.positionals;
  return {
    name: entry.name,
    programWord,
    program,
    endpoints: refusals.some(({ kind }) => HIDES_ADDRESS.has(kind))
      ? [{ kind: 'tcp', host: unknown, port: unknown }]
      : endpoints,
    webSockets: servesWebSockets(command),
    application: application?.kind === 'literal' && program.application ? application : undefined,
    workerClass: literalWord(lastOption(command.options.options, 'workerClass')?.value),
    interface: interfaceOf(command),
    isCertain: true,
    mayNotListen:
      program.commands.includes('java') ||
      (program.commands.includes('dotnet') && !isAspNet(command, context)),
    sharesPorts: command.options.options.some(({ flag }) => flag.text === '--reuse-port'),
    refusals,
  };
}

const literalWord = (word: Word | undefined): Word | undefined =>
  word?.kind === 'literal' ? word : undefined;

/** Refusals after which the intended arguments are unknown. */
const HIDES_ADDRESS: ReadonlySet<RefusalKind> = new Set<RefusalKind>([
  'exclusive',
  'late-flag',
  'one-dash',
  'prints-help',
]);

const isOpen = (endpoint: Endpoint): boolean =>
  endpoint.kind === 'tcp' && (endpoint.host.value === undefined || endpoint.port.value === undefined);

/** What is not known, with what it is where nothing from outside sets a variable. */
const withFallbacks = (endpoints: readonly Endpoint[], fallbacks: readonly Endpoint[]): readonly Endpoint[] =>
  endpoints.map((endpoint, index) => {
    const other = fallbacks[index];
    if (endpoint.kind !== 'tcp' || other?.kind !== 'tcp' || fallbacks.length !== endpoints.length)
      return endpoint;
    return {
      kind: 'tcp',
      host: withFallback(endpoint.host, other.host),
      port: withFallback(endpoint.port, other.port),
    };
  });

const withFallback = <T>(part: EndpointPart<T>, other: EndpointPart<T>): EndpointPart<T> =>
  part.value === undefined && other.value !== undefined ? { ...part, fallback: other.value } : part;

/** The arguments after the subcommand; undefined where the command is another one. */
function argumentsOf(program: ServerProgram, args: readonly Word[]): readonly Word[] | undefined {
  const { subcommands } = program;
  if (!subcommands) return args;
  const at = args.findIndex(({ text }, index) => !text.startsWith('-') && !isValue(program, args[index - 1]));
  const name = args[at]?.text;
  return name !== undefined && subcommands.includes(name) ? args.toSpliced(at, 1) : undefined;
}

/** Whether a word is the value of the flag before it, where flags may be before the subcommand. */
const isValue = ({ syntax, options }: ServerProgram, before: Word | undefined): boolean =>
  syntax === click && before !== undefined && options.value?.includes(before.text) === true;
