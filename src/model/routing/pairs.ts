import { PROXIED_ENTRY, PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import type { ProcfileEntry } from '../../parse/procfile.js';
import { groupBy } from '../../util/collections.js';
import { MAX_SERVER_PAIRS } from '../../util/limits.js';
import { numbersIn } from '../../util/text.js';
import { fact } from '../fact.js';
import { environment, hasListeners } from '../load-balancer/environment.js';
import { procfile } from '../platform/procfile.js';
import type { Server } from '../servers/server.js';
import { portsOf, serversByPort } from '../servers/server-ports.js';
import { servers } from '../servers/servers.js';
import { routing } from './read-routing.js';
import type { Process } from './routing.js';
import { DEFAULT_PROCESS } from './routing.js';

/** A process of the load balancer and the server that answers its requests. */
export interface Pair {
  readonly process: Process;
  readonly server: Server;
}

/**
 * Which server belongs to which process: the one of the same name; failing that, any on the same port; failing that,
 * the only server left for the only process left. Requests to port 80 go to the proxy, which passes them to `web`, so
 * these two make no pair. None where no load balancer passes requests to processes.
 */
export const pairs = fact('pairs', (project): readonly Pair[] =>
  hasListeners(environment(project))
    ? pairProcesses(routing(project).processes, servers(project), procfile(project)?.entries ?? [])
    : [],
);

/** The same by their processes. */
export const pairsByProcess = fact('pairsByProcess', (project) =>
  groupBy(pairs(project), ({ process }) => [process]),
);

function pairProcesses(
  processes: readonly Process[],
  servers: readonly Server[],
  entries: readonly ProcfileEntry[],
): Pair[] {
  const entryNames = new Set(entries.map(({ name }) => name.value));
  const processNames = new Set(processes.map(({ name }) => name));
  const directProcesses = processes.filter(
    ({ name, port }) => !PROXY_PORTS.has(port) && !entryNames.has(name),
  );
  const openProcesses = directProcesses.filter(({ name }) => name !== DEFAULT_PROCESS);
  const openServers = servers.filter(
    ({ name }) => name.value !== PROXIED_ENTRY && !processNames.has(name.value),
  );
  const serversByName = groupBy(servers, ({ name }) => [name.value]);
  const answered = answeredPorts(servers, entries);
  const wanted = new Set(openProcesses.map(({ port }) => port));
  const groups = function* (): Generator<readonly Pair[]> {
    for (const process of processes) yield pairByName(process, serversByName, entryNames);
    for (const process of directProcesses) yield pairsByPort(process, serversByPort(servers));
    yield lastPair(
      openProcesses.filter(({ port }) => !answered.has(String(port))),
      openServers.filter((server) => !portsOf(server).some((port) => wanted.has(port))),
    );
  };
  return firstPairs(groups());
}

function firstPairs(groups: Iterable<readonly Pair[]>): Pair[] {
  const pairs: Pair[] = [];
  for (const group of groups) {
    for (const pair of group) pairs.push(pair);
    if (pairs.length >= MAX_SERVER_PAIRS) break;
  }
  return pairs.slice(0, MAX_SERVER_PAIRS);
}

/** Of several servers that one entry starts, the one on the process's port. */
function pairByName(
  process: Process,
  serversByName: ReadonlyMap<string, readonly Server[]>,
  entryNames: ReadonlySet<string>,
): readonly Pair[] {
  const named = serversByName.get(process.name) ?? [];
  if (isProxied(process, entryNames)) return [];
  const [only, ...others] = named;
  return only && others.length === 0
    ? [{ process, server: only }]
    : pairsByPort(process, serversByPort(named));
}

const pairsByPort = (process: Process, servers: ReadonlyMap<number, readonly Server[]>): readonly Pair[] =>
  process.port === undefined ? [] : (servers.get(process.port) ?? []).map((server) => ({ process, server }));

/** Whether the proxy gets the requests and passes them on; without a `web`, any entry may be the one it reaches. */
const isProxied = ({ name, port }: Process, entryNames: ReadonlySet<string>): boolean =>
  PROXY_PORTS.has(port) &&
  (name === PROXIED_ENTRY || name === DEFAULT_PROCESS || !entryNames.has(PROXIED_ENTRY));

/** The ports that something else in the Procfile has: a known server, or a command that contains them. */
const answeredPorts = (servers: readonly Server[], entries: readonly ProcfileEntry[]): ReadonlySet<string> =>
  new Set([
    ...servers.flatMap(portsOf).map(String),
    ...entries.flatMap(({ command }) => [...numbersIn(command.text)]),
  ]);

const lastPair = (
  [process, ...processes]: readonly Process[],
  [server, ...servers]: readonly Server[],
): readonly Pair[] =>
  process && server && processes.length + servers.length === 0 ? [{ process, server }] : [];
