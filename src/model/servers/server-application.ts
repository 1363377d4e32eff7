import type { ByWorkerClass } from '../../knowledge/servers/servers.js';
import { literalText } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import type { Server } from './server.js';
import type { ServerCommand } from './server-command.js';
import { lastOption } from './server-options.js';

/** How a server command calls its application; undefined where the text does not tell. */
export function interfaceOf(command: ServerCommand): Server['interface'] {
  const { program, options } = command;
  if (typeof program.interface === 'object') {
    const name = workerClassOf(command, program.interface);
    return name === undefined ? undefined : lookUp(program.interface.classes, name);
  }
  const isChosen =
    lastOption(options.options, 'webSocketProtocol') ?? (program.options.webSocketProtocol && options.isOpen);
  return isChosen ? undefined : program.interface;
}

/** Values of `--ws` and `--interface` that leave no WebSockets. */
const WITHOUT_WEB_SOCKETS = new Set(['none', 'wsgi']);

/** Whether a server command can serve WebSockets; undefined where the text does not tell. */
export function servesWebSockets(command: ServerCommand): boolean | undefined {
  const { webSockets } = command.program;
  if (typeof webSockets === 'object') return byWorkerClass(command, webSockets);
  return webSockets === true ? byProtocol(command) : webSockets;
}

function byProtocol({ options }: ServerCommand): boolean | undefined {
  const chosen = options.options.filter(({ role }) => role === 'webSocketProtocol');
  const texts = chosen.map(({ value }) => literalText(value));
  if (texts.some((text) => text !== undefined && WITHOUT_WEB_SOCKETS.has(text))) return false;
  return texts.includes(undefined) ? undefined : true;
}

function byWorkerClass(command: ServerCommand, sockets: ByWorkerClass<boolean>): boolean | undefined {
  const name = workerClassOf(command, sockets);
  // The default class gives way to one with threads: https://docs.gunicorn.org/en/stable/settings.html#threads
  const hasThreads = name === sockets.workerClass && lastOption(command.options.options, 'threads');
  return name === undefined || hasThreads ? undefined : lookUp(sockets.classes, name);
}

function workerClassOf(
  { options, isConfigOpen }: ServerCommand,
  { workerClass }: ByWorkerClass<unknown>,
): string | undefined {
  const chosen = lastOption(options.options, 'workerClass');
  if (chosen) return literalText(chosen.value);
  return options.isOpen || isConfigOpen ? undefined : workerClass;
}
