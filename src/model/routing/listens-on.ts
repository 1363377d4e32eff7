import type { Server } from '../servers/server.js';

/** Whether the text says that a server listens on a TCP port. */
export const listensOn = ({ endpoints }: Server, port: number | undefined): boolean =>
  port !== undefined && endpoints.some((endpoint) => endpoint.kind === 'tcp' && endpoint.port.value === port);
