import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import type { ServerProgram } from '../../knowledge/servers/servers.js';
import { canonicalHost } from '../../model/addresses/canonical-host.js';
import { proxy } from '../../model/nginx/proxy.js';
import type { Project } from '../../model/project.js';
import { classicTargets } from '../../model/routing/classic-targets.js';
import { pairs } from '../../model/routing/pairs.js';
import { processPortNotes } from '../../model/routing/port-mismatches.js';
import { hostOption } from '../../model/servers/listen-options.js';
import { isLocal, isOneOfSeveral, type Server, type TcpEndpoint } from '../../model/servers/server.js';
import { serversByPort } from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import { type Place, type Related, textAt } from '../../source/index.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { addServerOptions, reasonFor } from '../support/add-server-options.js';
import { fixOf } from '../support/fix-of.js';

export const loopbackBind: Rule = {
  meta: {
    summary: 'A server that the load balancer connects to listens on a loopback address',
    why: 'The load balancer connects from another machine directly to the port of the process, or to the InstancePort of a classic listener, not through the proxy of the instance. A server on 127.0.0.1 accepts only connections from its own machine. With an Application Load Balancer, the health checks of the process fail, and requests that are routed there end in 502, 503 or 504. A Classic Load Balancer has one health check for all listeners: it may succeed on another port, and connections to this listener fail all the same. Several servers, such as daphne and uvicorn, listen on 127.0.0.1 by default.',
    consequence: 'traffic-breaks',
    references: [
      'guide:environments-cfg-alb',
      'aws:elasticloadbalancing/latest/application/load-balancer-troubleshooting',
      'aws:elasticloadbalancing/latest/classic/elb-healthchecks',
      'https://github.com/django/daphne/blob/main/daphne/cli.py',
      'https://github.com/Kludex/uvicorn/blob/main/uvicorn/main.py',
    ],
    yieldsTo: ['routing/port-mismatch'],
  },
  *check(project) {
    for (const connection of connectionsOf(project)) {
      const { server, port, related } = connection;
      const endpoints = endpointsFor(server, port);
      const [endpoint] = endpoints;
      if (!endpoint || !endpoints.every(isLocal)) continue;
      const { value } = endpoint.port;
      const named = value === port ? undefined : [port, value ?? port].find(proxy(project).namesPort);
      yield {
        at: endpoint.host.place,
        doubt:
          named === undefined
            ? undefined
            : { reason: `a file of the proxy names port ${named}`, at: undefined },
        message: `${server.program.name} listens on ${endpoint.host.value}, which the load balancer cannot reach`,
        help: helpWith(connection, endpoint),
        related,
        ...reasonFor(server),
        ...listenEverywhere(connection, endpoint),
      };
    }
  },
};

/** A port that the load balancer connects to past the proxy, and the server that is to answer there. */
interface Connection {
  readonly server: Server;
  readonly port: number;
  /** The option that says so, as help texts name it. */
  readonly option: string;
  readonly related: readonly Related[];
}

const connectionsOf = (project: Project): Connection[] => [
  ...pairs(project).flatMap(({ server, process }) => {
    const { port } = process;
    return port === undefined || PROXY_PORTS.has(port)
      ? []
      : [{ server, port, option: '`Port` of the process', related: processPortNotes(process) }];
  }),
  ...classicTargets(project).flatMap(({ listener, port, portSetting }) =>
    (serversByPort(servers(project)).get(port) ?? []).map((server) => ({
      server,
      port,
      option: '`InstancePort` of the listener',
      related: [{ at: portSetting.value.place, note: `instance port of listener ${listener.port}` }],
    })),
  ),
];

/**
 * The endpoints on a port; where there is none, all of them, unless one is not a TCP endpoint. Of servers of which only one
 * runs, all: another one may be the one that answers.
 */
function endpointsFor({ endpoints, isCertain }: Server, port: number): readonly TcpEndpoint[] {
  const tcp = endpoints.filter((endpoint) => endpoint.kind === 'tcp');
  const onPort = tcp.filter((endpoint) => endpoint.port.value === port);
  if (onPort.length === 0 || !isCertain) return tcp.length === endpoints.length ? tcp : [];
  return tcp.filter((endpoint) => endpoint.port.value === port || endpoint.port.value === undefined);
}

function listenEverywhere(
  { server, port: wanted }: Connection,
  { host, port }: TcpEndpoint,
): Pick<Finding, 'fix'> {
  if (isOneOfSeveral(server)) return {};
  const title = `Make ${server.program.name} listen on all interfaces`;
  if (!host.byDefault) {
    const text = everywhere(server.program, host.place);
    const isWrittenThere = canonicalHost(textAt(host.place).replace(/\\(?=:)/g, '')) === host.value;
    return host.variable || text === undefined || !isWrittenThere
      ? {}
      : fixOf('unsafe', title, { ...host.place, text });
  }
  // A stated address replaces the stated port.
  if (!port.byDefault && server.program.options.bind) return {};
  if (!port.byDefault && server.program.takesAddress)
    return port.variable
      ? {}
      : fixOf('unsafe', title, { ...port.place, text: hostOption(server.program, wanted) });
  return fixOf('unsafe', title, addServerOptions(server, hostOption(server.program, wanted)));
}

/**
 * What to write in the place of a loopback address. Brackets take IPv6 only, and some programs take no IPv4 with it;
 * Twisted's `tcp6` takes IPv6 only, with its colons escaped.
 */
function everywhere({ isIpv6Apart }: ServerProgram, { file, span }: Place): string | undefined {
  const before = file.text.slice(Math.max(0, span.start - 60), span.start);
  if (before.endsWith('[')) return isIpv6Apart ? undefined : '::';
  return /\btcp6:[^\s'"]*$/.test(before) ? '\\:\\:' : '0.0.0.0';
}

function helpWith(
  { server, port: wanted, option: setting }: Connection,
  { host, port }: TcpEndpoint,
): string {
  const { program } = server;
  const reached = reachedPort(server);
  const orMove = reached === undefined ? '' : `, or set ${setting} to ${reached}`;
  if (!host.byDefault) return `Use \`${everywhere(program, host.place) ?? '0.0.0.0'}\`${orMove}.`;
  const option = `\`${hostOption(program, wanted)}\``;
  if (!program.subcommands) return `Add ${option}${orMove}.`;
  return port.byDefault
    ? `Add ${option} after ${list(
        program.subcommands.map((name) => `\`${name}\``),
        'or',
      )}.`
    : `Use ${option} instead of the port.`;
}

/** The port of another address of the server, which the load balancer does reach. */
const reachedPort = ({ endpoints }: Server): number | undefined =>
  endpoints
    .filter((endpoint) => endpoint.kind === 'tcp')
    .find((endpoint) => endpoint.host.value !== undefined && !isLocal(endpoint) && isFree(endpoint))?.port
    .value;

const isFree = ({ port }: TcpEndpoint): boolean => port.value !== undefined && !PROXY_PORTS.has(port.value);
