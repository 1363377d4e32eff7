import type { Server, TcpEndpoint } from './server.js';

/** `daphne in "websocket" listens on port 5000`, as messages say it, a default port as what it is. */
export function describePort({ program, name }: Server, { port }: TcpEndpoint): string {
  const who = `${program.name} in "${name.value}"`;
  return port.byDefault
    ? `${who} is given no port and listens on its default ${port.value}`
    : `${who} listens on port ${port.value}`;
}
