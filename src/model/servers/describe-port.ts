import type { TcpEndpoint } from './server.js';

/** `listens on port 5000`, for messages; a default port is called one. */
export const describePort = ({ port }: TcpEndpoint): string =>
  `listens on ${port.byDefault ? 'its default port' : 'port'} ${port.value}`;
