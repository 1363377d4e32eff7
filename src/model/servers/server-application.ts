import { lookUp } from '../../util/look-up.js';
import { literalText } from '../../source/index.js';
import type { ServerCommand } from './addresses/server-endpoints.js';
import { lastOption } from './options/server-options.js';

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

type WorkerClasses = Extract<ServerCommand['program']['webSockets'], object>;

function byWorkerClass(command: ServerCommand, { workerClass, classes }: WorkerClasses): boolean | undefined {
  const { options, isOpen } = command.options;
  const chosen = lastOption(options, 'workerClass');
  if (!chosen && (isOpen || command.isConfigOpen)) return undefined;
  const name = chosen ? literalText(chosen.value) : workerClass;
  // The default class gives way to one with threads: https://docs.gunicorn.org/en/stable/settings.html#threads
  if (name === undefined || (name === workerClass && lastOption(options, 'threads'))) return undefined;
  return lookUp(classes, name);
}
