import type { ServerProgram } from '../../knowledge/servers.js';
import { serverProgramsNamed } from '../../knowledge/servers.js';
import type { Procfile, ProcfileEntry } from '../../parse/procfile.js';
import type { Invocation } from '../../parse/shell/unwrap-command.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Value } from '../../source/index.js';
import { endpointsOf } from './server-endpoints.js';
import { readServerOptions } from './server-options.js';
import { servesWebSockets } from './server-web-sockets.js';
import type { Server } from './server.js';
import { ShellState } from './shell-state.js';

/** What servers depend on besides their command lines. */
export interface ServerContext {
  /** Whether a file lies in the project, by its path below the root. */
  hasFile(name: string): boolean;
  /** An environment property as Elastic Beanstalk's settings give it. */
  environmentProperty(name: string): Value | undefined;
}

/**
 * The servers that a Procfile starts, in its order. A program that the table of servers does not know makes none;
 * of commands that run one after another, only the last known one stays.
 */
export const serversOf = (procfile: Procfile, context: ServerContext): Server[] =>
  procfile.entries.flatMap((entry) => serversOfEntry(entry, context));

function serversOfEntry(entry: ProcfileEntry, context: ServerContext): Server[] {
  const shell = new ShellState((name) => context.environmentProperty(name));
  const servers: Server[] = [];
  let isFirstOfChain = true;
  for (const invocation of entry.commands.flatMap(unwrapCommand)) {
    if (invocation.separatorBefore === '&' || invocation.separatorBefore === '|') isFirstOfChain = true;
    const server = serverOf(entry, invocation, { shell, context });
    if (server) {
      if (!isFirstOfChain) servers.pop();
      servers.push(server);
      isFirstOfChain = false;
    } else shell.run(invocation);
  }
  return servers;
}

function serverOf(
  entry: ProcfileEntry,
  { program: programWord, args, scope }: Invocation,
  { shell, context }: { shell: ShellState; context: ServerContext },
): Server | undefined {
  if (programWord?.kind !== 'literal') return undefined;
  for (const program of serverProgramsNamed(programWord.text)) {
    const ownArgs = argumentsOf(program, args);
    const options = ownArgs && readServerOptions(program, ownArgs);
    if (!options || (program.requires && !options.options.some(({ role }) => role === program.requires)))
      continue;
    const hasFile = (name: string) => context.hasFile(name);
    const command = { program, programWord, options, scope, shell, hasFile };
    return {
      name: entry.name,
      programWord,
      program,
      endpoints: endpointsOf(command),
      webSockets: servesWebSockets(command),
    };
  }
  return undefined;
}

/** The arguments behind the subcommand; undefined where the command is another one. */
function argumentsOf({ subcommands }: ServerProgram, args: readonly Word[]): readonly Word[] | undefined {
  if (!subcommands) return args;
  const at = args.findIndex(({ text }) => !text.startsWith('-'));
  return subcommands.includes(args[at]?.text ?? '') ? args.toSpliced(at, 1) : undefined;
}
