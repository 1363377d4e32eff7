import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { proxy } from '../../model/nginx/proxy.js';
import type { Project } from '../../model/project.js';
import { proxyTarget } from '../../model/proxy/proxy-target.js';
import { routing } from '../../model/routing/read-routing.js';
import { clashKeys } from '../../model/servers/endpoints-clash.js';
import type { Server, TcpEndpoint } from '../../model/servers/server.js';
import { describePort, describeServer, portsOf, serverNote } from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import { lazily } from '../../util/memo.js';
import type { Rule } from '../rule.js';

export const portClash: Rule = {
  meta: {
    summary: 'Two servers of the Procfile listen on the same port',
    why: 'Every process of the Procfile runs on every instance. The server that starts second cannot listen ("Address already in use"), exits, and is restarted again and again. Its requests go to the other server or fail.',
    consequence: 'traffic-breaks',
    references: ['guide:platforms-linux-extend.build-proc', 'guide:platforms-linux-extend.proxy'],
    yieldsTo: ['routing/port-mismatch'],
  },
  needs: servers,
  *check(project) {
    const webPort = proxy(project).isCustomized ? undefined : proxyTarget(project)?.port;
    const ports = lazily(() => new FreePorts(project));
    const taken: Taken = { byKey: new Map(), count: 0 };
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
        help: helpWith(clash, webPort, ports()),
        related: [serverNote(first.server, first.endpoint)],
      };
    }
  },
};

/** The one that the proxy looks for elsewhere is the one to change. */
function helpWith({ first, second }: Clash, webPort: number | undefined, ports: FreePorts): string {
  const web = [first, second].find(({ server }) => server.name.value === PROXIED_ENTRY);
  if (web && webPort !== undefined && webPort !== web.endpoint.port.value)
    return `Use port ${webPort} in "${PROXIED_ENTRY}", where the proxy expects it.`;
  const [{ server, endpoint }, other] = second === web ? [first, second] : [second, first];
  const free = ports.after(endpoint.port.value ?? 0);
  const process = ports.processOf(server.name.value, endpoint.port.value);
  const also =
    process === undefined || process === other.server.name.value
      ? ''
      : `, and set \`Port\` of process "${process}" to it`;
  return `Use another port in "${server.name.value}", such as ${free}${also}.`;
}

/** The ports that no server and no process has, each given once. */
class FreePorts {
  readonly #taken: Set<number | undefined>;
  readonly #names: ReadonlySet<string>;
  readonly #nameByPort: ReadonlyMap<number | undefined, string>;

  constructor(project: Project) {
    const { processes } = routing(project);
    this.#taken = new Set([...servers(project).flatMap(portsOf), ...processes.map(({ port }) => port)]);
    this.#names = new Set(processes.map(({ name }) => name));
    this.#nameByPort = new Map(processes.map(({ name, port }) => [port, name]));
  }

  after(port: number): number {
    let free = port + 1;
    while (this.#taken.has(free)) free++;
    this.#taken.add(free);
    return free;
  }

  /** The process that leads to a server: of its name, or on its port. */
  processOf(name: string, port: number | undefined): string | undefined {
    return this.#names.has(name) ? name : this.#nameByPort.get(port);
  }
}

interface Listening {
  readonly server: Server;
  readonly endpoint: TcpEndpoint;
}

interface Clash {
  readonly first: Listening;
  readonly second: Listening;
}

/** The first two servers of different entries with each of their `clashKeys`: more are never needed. */
interface Taken {
  readonly byKey: Map<string, (Listening & { readonly order: number })[]>;
  count: number;
}

function take(listening: Listening, taken: Taken): void {
  const order = taken.count++;
  for (const key of clashKeys(listening.endpoint).takes) {
    const same = taken.byKey.get(key) ?? [];
    taken.byKey.set(key, same);
    if (same.length < 2 && same.every((other) => !isSameEntry(other, listening)))
      same.push({ ...listening, order });
  }
}

/** Entries of the same name are not compared: which one takes precedence is unknown, and one command may choose between two. */
function firstClash(taken: Taken, own: readonly Listening[]): Clash | undefined {
  for (const second of own) {
    const [first] = clashKeys(second.endpoint)
      .meets.flatMap((key) => (taken.byKey.get(key) ?? []).filter((one) => canClash(one, second)))
      .sort((a, b) => a.order - b.order);
    if (first) return { first, second };
  }
  return undefined;
}

const canClash = (a: Listening, b: Listening): boolean =>
  !isSameEntry(a, b) && !isOfOneProperty(a, b) && !(a.server.sharesPorts && b.server.sharesPorts);

/** An environment property reaches every program, also those that don't listen. */
const isOfOneProperty = (a: Listening, b: Listening): boolean =>
  b.server.mayNotListen &&
  b.endpoint.port.place.file !== b.server.name.place.file &&
  b.endpoint.port.place.file === a.endpoint.port.place.file &&
  b.endpoint.port.place.span.start === a.endpoint.port.place.span.start;

const isSameEntry = (a: Listening, b: Listening): boolean => a.server.name.value === b.server.name.value;
