import type { Related } from '../../../source/index.js';
import type { TcpEndpoint } from '../server.js';

/** `listens on port 5000`, for messages; a default port is called one, unless a variable says it. */
export const describePort = ({ port }: TcpEndpoint): string =>
  `listens on ${port.byDefault && !port.variable ? 'its default port' : 'port'} ${port.value}`;

/** Where a variable says the port of a server, for the related places of a finding. */
export const portVariableNotes = ({ port: { variable } }: TcpEndpoint): Related[] =>
  variable ? [{ at: variable.place, note: `${variable.name} of the server` }] : [];
