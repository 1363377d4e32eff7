import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import type { Related } from '../../source/index.js';
import { fact } from '../fact.js';
import { type Proxy, proxy } from '../nginx/proxy.js';
import type { Project } from '../project.js';
import { proxyTarget } from '../proxy/proxy-target.js';
import { isComplete } from '../scripts/completeness.js';
import { isLocal, type Server, type TcpEndpoint } from '../servers/server.js';
import { servers } from '../servers/servers.js';
import { pairs } from './pairs.js';
import type { Process } from './routing.js';

/** A server that does not listen where its requests arrive. */
export interface PortMismatch {
  readonly server: Server;
  /** The first of its endpoints, all of which are known, that other machines reach; if they reach none, the first. */
  readonly endpoint: PortEndpoint;
  /** Where its requests arrive. */
  readonly expected: number;
  /** The process whose port that is; undefined where it is the port that the proxy passes requests to. */
  readonly process: Process | undefined;
}

/** Two servers of which each listens where the requests of the other one arrive. */
export type SwappedPorts = readonly [PortMismatch, PortMismatch];

export interface PortMismatches {
  readonly swapped: readonly SwappedPorts[];
  readonly single: readonly PortMismatch[];
}

interface PortEndpoint extends TcpEndpoint {
  readonly port: TcpEndpoint['port'] & { readonly value: number };
}

/** The pairs of a process and a server on different ports, where nothing else leads requests to the server. */
export const portMismatches = fact('portMismatches', (project): PortMismatches => {
  const ofPairs = pairs(project).flatMap(({ process, server }) => {
    const isPortSure = process.portSetting !== undefined || isComplete(project);
    return isPortSure ? mismatchOf(server, process.port, process, proxy(project)) : [];
  });
  const swapped = swappedPorts([...ofPairs, ...behindProxy(project)]);
  const inSwap = new Set(swapped.flat());
  return { swapped, single: ofPairs.filter((mismatch) => !inSwap.has(mismatch)) };
});

function mismatchOf(
  server: Server,
  expected: number | undefined,
  process: Process | undefined,
  proxy: Proxy,
): PortMismatch[] {
  const { endpoints } = server;
  const known = endpoints.filter((endpoint) => endpoint.kind === 'tcp').filter(hasPort);
  const endpoint = known.find((other) => !isLocal(other)) ?? known[0];
  if (expected === undefined || !endpoint || known.length < endpoints.length) return [];
  if (known.some(({ port: { value } }) => value === expected || proxy.namesPort(value))) return [];
  return [{ server, endpoint, expected, process }];
}

const hasPort = (endpoint: TcpEndpoint): endpoint is PortEndpoint => endpoint.port.value !== undefined;

/** Mismatches with the port that the proxy passes to: only part of a swap, for others are another rule's subject. */
const behindProxy = (project: Project): PortMismatch[] =>
  proxy(project).isCustomized
    ? []
    : servers(project)
        .filter(({ name }) => name.value === PROXIED_ENTRY)
        .flatMap((server) => mismatchOf(server, proxyTarget(project)?.port, undefined, proxy(project)));

function swappedPorts(mismatches: readonly PortMismatch[]): SwappedPorts[] {
  const byPorts = new Map<string, PortMismatch>();
  const swapped: SwappedPorts[] = [];
  for (const mismatch of mismatches) {
    const listening = mismatch.endpoint.port.value;
    const other = byPorts.get(`${mismatch.expected} ${listening}`);
    if (other && other.server !== mismatch.server) swapped.push([other, mismatch]);
    else byPorts.set(`${listening} ${mismatch.expected}`, mismatch);
  }
  return swapped;
}

/** Where a process says its port, for the related places of a finding; overridden settings included. */
export function processPortNotes({ name, place, portSetting }: Process): Related[] {
  if (!portSetting) return place ? [{ at: place, note: `process "${name}" sets no Port (default 80)` }] : [];
  return [
    { at: portSetting.value.place, note: `port of process "${name}"` },
    ...portSetting.overridden.map(({ value }) => ({
      at: value.place,
      note: `overridden port of process "${name}"`,
    })),
  ];
}
