import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Server } from './server.js';

/** The TCP ports on which a server listens, as far as the text tells. */
export const portsOf = ({ endpoints }: Server): number[] =>
  endpoints.flatMap((endpoint) => (endpoint.kind === 'tcp' ? (endpoint.port.value ?? []) : []));

/** The servers on each of these ports. */
export const serversByPort = oncePer((servers: readonly Server[]) => groupBy(servers, portsOf));
