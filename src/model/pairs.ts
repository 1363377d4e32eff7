import type { Process } from './routing.js';
import { DEFAULT_PROCESS } from './routing.js';
import type { Server } from './server.js';

/** A process of the load balancer and the server that is meant to answer it. */
export interface Pair {
  readonly process: Process;
  readonly server: Server;
}

/** The port on which the proxy of each instance listens. */
const PROXY_PORT = 80;

/** The Procfile entry that the proxy passes requests to. */
const PROXIED_ENTRY = 'web';

/**
 * Which server is meant for which process: the one of the same name; failing that, the only server left for the only
 * process left. Requests to port 80 go to the proxy, which passes them to `web`, so these two make no pair.
 * @param entryNames every name in the Procfile, whatever its command starts
 */
export function pairProcesses(
  processes: readonly Process[],
  servers: readonly Server[],
  entryNames: ReadonlySet<string>,
): Pair[] {
  const byName = processes.flatMap((process) => {
    const server = servers.find(({ name }) => name.value === process.name);
    return server && !isProxied(process, server) ? [{ process, server }] : [];
  });
  const openProcesses = processes.filter(
    ({ name, port }) => name !== DEFAULT_PROCESS && port !== PROXY_PORT && !entryNames.has(name),
  );
  const openServers = servers.filter(
    ({ name }) => name.value !== PROXIED_ENTRY && !processes.some((process) => process.name === name.value),
  );
  const [process, server] = [openProcesses[0], openServers[0]];
  const areOnlyOnes = process && server && openProcesses.length === 1 && openServers.length === 1;
  return areOnlyOnes ? [...byName, { process, server }] : byName;
}

const isProxied = (process: Process, server: Server): boolean =>
  server.name.value === PROXIED_ENTRY && process.port === PROXY_PORT;
