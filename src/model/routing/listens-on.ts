import { groupBy } from '../../util/group-by.js';
import { oncePer } from '../../util/once-per.js';
import type { Server } from '../servers/server.js';

/** Whether the text says that a server listens on a TCP port. */
export const listensOn = ({ endpoints }: Server, port: number | undefined): boolean =>
  port !== undefined && endpoints.some((endpoint) => endpoint.kind === 'tcp' && endpoint.port.value === port);

/** The TCP ports on which a server listens, as far as the text tells. */
export const portsOf = ({ endpoints }: Server): number[] =>
  endpoints.flatMap((endpoint) => (endpoint.kind === 'tcp' ? (endpoint.port.value ?? []) : []));

/** The servers on each of these ports. */
export const serversByPort = oncePer((servers: readonly Server[]) => groupBy(servers, portsOf));
