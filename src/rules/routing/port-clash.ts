import { PROXIED_ENTRY } from '../../model/routing/pairs.js';
import { describePort, describeServer, serverNote } from '../../model/servers/addresses/describe-port.js';
import { endpointsClash } from '../../model/servers/addresses/endpoints-clash.js';
import type { Server, TcpEndpoint } from '../../model/servers/server.js';
import type { Rule } from '../rule.js';
import { servers } from '../../model/servers/servers.js';
import { proxy } from '../../model/instance/proxy/proxy.js';
import { proxyTarget } from '../../model/instance/proxy/proxy-target.js';

export const portClash: Rule = {
  meta: {
    id: 'routing/port-clash',
    summary: 'Two servers of the Procfile listen on the same port',
    why: 'Every process of the Procfile runs on every instance. The server that starts second cannot listen ("Address already in use"), exits, and is restarted again and again. Its requests go to the other server or fail.',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
    yieldsTo: ['routing/port-mismatch'],
  },
  *check(project) {
    const webPort = proxy(project).isCustomized ? undefined : proxyTarget(project)?.port;
    const taken: Taken = new Map();
    for (const server of servers(project).filter(({ isCertain }) => isCertain)) {
      const own = server.endpoints.flatMap((endpoint) =>
        endpoint.kind === 'tcp' && endpoint.port.value !== undefined ? [{ server, endpoint }] : [],
      );
      const clash = firstClash(taken, own);
      for (const listening of own) take(listening, taken);
      if (!clash) continue;
      const { first, second } = clash;
      yield {
        at: second.endpoint.port.place,
        message: `${describeServer(second.server)} ${describePort(second.endpoint)}, already used by ${describeServer(first.server)}`,
        help: helpWith(clash, webPort),
        related: [serverNote(first.server, first.endpoint)],
      };
    }
  },
};

/** The one that the proxy looks for elsewhere is the one to change. */
function helpWith({ first, second }: Clash, webPort: number | undefined): string {
  const web = [first, second].find(({ server }) => server.name.value === PROXIED_ENTRY);
  return web && webPort !== undefined && webPort !== web.endpoint.port.value
    ? `Use port ${webPort} in "${PROXIED_ENTRY}", where the proxy expects it.`
    : 'Use a different port for one of them.';
}

interface Listening {
  readonly server: Server;
  readonly endpoint: TcpEndpoint;
}

interface Clash {
  readonly first: Listening;
  readonly second: Listening;
}

/** The servers on each port: the first for each entry and host. */
type Taken = Map<number | undefined, Map<string, Listening>>;

function take(listening: Listening, taken: Taken): void {
  const { server, endpoint } = listening;
  const key = `${server.name.value} ${endpoint.host.value}`;
  const samePort = taken.get(endpoint.port.value) ?? new Map<string, Listening>();
  taken.set(endpoint.port.value, samePort);
  if (!samePort.has(key)) samePort.set(key, listening);
}

/** Entries of the same name are not compared: which one takes precedence is unknown, and one command may choose between two. */
function firstClash(taken: Taken, own: readonly Listening[]): Clash | undefined {
  for (const second of own) {
    const samePort = [...(taken.get(second.endpoint.port.value)?.values() ?? [])];
    const first = samePort.find(
      ({ server, endpoint }) =>
        server.name.value !== second.server.name.value && endpointsClash(endpoint, second.endpoint),
    );
    if (first) return { first, second };
  }
  return undefined;
}
