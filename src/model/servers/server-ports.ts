import type { Related } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Server, TcpEndpoint } from './server.js';

/** The TCP ports on which a server listens, as far as the text tells. */
export const portsOf = ({ endpoints }: Server): number[] =>
  endpoints.flatMap((endpoint) => (endpoint.kind === 'tcp' ? (endpoint.port.value ?? []) : []));

/** The servers on each of these ports. */
export const serversByPort = oncePer((servers: readonly Server[]) => groupBy(servers, portsOf));

/** `listens on port 5000`, for messages; a default port is called one, unless a variable says it. */
export const describePort = ({ port }: TcpEndpoint): string =>
  `listens on ${port.byDefault && !port.variable ? 'its default port' : 'port'} ${port.value}`;

/** `gunicorn in "web"`, for messages. */
export const describeServer = ({ program, name }: Server): string => `${program.name} in "${name.value}"`;

/** Where a server listens, for the related places of a finding. */
export const serverNote = (server: Server, endpoint: TcpEndpoint): Related => ({
  at: endpoint.port.place,
  note: `${describeServer(server)} ${describePort(endpoint)}`,
});

/** Where a variable says the port of a server, for the related places of a finding. */
export const portVariableNotes = ({ port: { variable } }: TcpEndpoint): Related[] =>
  variable ? [{ at: variable.place, note: `${variable.name} of the server` }] : [];
