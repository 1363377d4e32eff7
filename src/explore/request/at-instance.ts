import { isLoopback } from '../../knowledge/servers/loopback.js';
import { proxy } from '../../model/nginx/proxy.js';
import { mayListenBesideProxy } from '../../model/presence/port.js';
import type { Project } from '../../model/project.js';
import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { proxyTarget } from '../../model/proxy/proxy-target.js';
import { pairsByProcess } from '../../model/routing/pairs.js';
import { answerBehindProxy, answerOn, type PortAnswer } from '../../model/routing/port-answer.js';
import { containerServersOf } from '../../model/servers/container-servers.js';
import { isLocal, type Server } from '../../model/servers/server.js';
import { serversByPort } from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import {
  type Application,
  describedServer,
  expectedByProxy,
  proxiedApplication,
  PROXY_TITLES,
  reaches,
} from '../graph/answering.js';
import { throughNginx } from './through-nginx.js';
import type { AtInstance } from './to-instance.js';
import { type Arrival, type End, nothingListens, type RequestEnd, type Trace } from './trace.js';

/** Follows a request from the port of an instance to what answers it. */
export function arrive(trace: Trace, { port, arrival, process }: AtInstance): End {
  if (port === undefined) return { kind: 'unknown', text: 'the port is known only to the deployment' };
  const answer = answerOn(port, trace.project);
  if (answer.kind === 'containers') return toContainer(trace, port, answer.containers, arrival);
  if (answer.kind === 'proxy') return toProxy(trace, port, arrival);
  // A server that listens elsewhere, but belongs to the process, shows what is wrong.
  const paired = process && pairsByProcess(trace.project).get(process)?.[0]?.server;
  const [server = paired] = answer.kind === 'servers' ? answer.servers : [];
  if (server) return toServer(trace, describedServer(server), { port, arrival });
  return toOpenPort(trace, port, answer, arrival.isBalanced);
}

function toContainer(
  trace: Trace,
  port: number,
  [container]: (PortAnswer & { readonly kind: 'containers' })['containers'],
  arrival: Arrival,
): RequestEnd {
  const name = container?.name.text;
  const own = container?.ports.find(({ hostPort }) => hostPort === port);
  trace.add({
    kind: 'server',
    title: `Container "${name}"`,
    details: [own && `port ${own.hostPort} is ${own.containerPort} inside`],
    at: container?.name.place,
  });
  const started = containerServersOf(trace.project).find(({ service }) => service === name)?.server;
  if (started)
    return toServer(trace, describedServer(started), { port: own?.containerPort, arrival, isInside: true });
  return { kind: 'answered', text: `container "${name}" answers` };
}

function toOpenPort(trace: Trace, port: number, { kind }: PortAnswer, isBalanced: boolean): RequestEnd {
  const isPossible = kind !== 'nothing';
  trace.add({
    kind: 'server',
    title: isPossible ? `Unknown server on port ${port}` : `Nothing on port ${port}`,
    state: isPossible ? 'unknown' : 'broken',
  });
  if (isPossible) return { kind: 'unknown', text: `what listens on port ${port} is not in the files` };
  return nothingListens(port, isBalanced);
}

function toServer(
  trace: Trace,
  { server, title, details, at, state }: Application,
  {
    port,
    arrival,
    target,
    isInside = false,
    isBehindProxy = false,
  }: {
    readonly port: number | undefined;
    readonly arrival: Pick<Arrival, 'isBalanced'>;
    readonly target?: string | undefined;
    /** In a container, whose ports are its own. */
    readonly isInside?: boolean;
    readonly isBehindProxy?: boolean;
  },
): RequestEnd {
  const local =
    server && !isBehindProxy && trace.asked.from === 'outside' ? isOnlyLocal(server, port) : false;
  const arrives = local === 'perhaps' ? 'unknown' : server ? reaches(server, port) : 'sure';
  const isDeaf = trace.isWebSocket && server?.webSockets === false;
  const isAbsent = state === 'missing' && !mayProxiedListen(trace.project);
  const isBroken = arrives === 'broken' || local === true || isDeaf || isAbsent;
  trace.add({
    kind: 'server',
    title,
    details: [
      ...details,
      target !== undefined && target !== trace.asked.target ? `as ${target}` : undefined,
      isDeaf ? 'does not serve WebSockets' : undefined,
    ],
    state: isBroken
      ? 'broken'
      : arrives === 'unknown' || state === 'unknown' || state === 'missing'
        ? 'unknown'
        : 'sure',
    at,
  });
  if (state === 'missing')
    return isAbsent
      ? { kind: 'status', status: 502, text: '502 Bad Gateway: nothing is there that answers' }
      : { kind: 'unknown', text: 'which process the proxy passes requests to is not in the files' };
  if (arrives === 'broken')
    return nothingListens(
      port ?? 0,
      arrival.isBalanced || isBehindProxy,
      isInside ? ' of the container' : '',
    );
  if (local === true)
    return nothingListens(port ?? 0, arrival.isBalanced, ' for others than the instance itself');
  if (isDeaf) return { kind: 'not-upgraded', text: `${title} answers, but not as a WebSocket` };
  const isLost = trace.asked.isWebSocket && !trace.isWebSocket;
  return {
    kind: arrives === 'unknown' ? 'unknown' : isLost ? 'not-upgraded' : 'answered',
    text:
      arrives === 'unknown'
        ? `where ${title} listens is not in the files`
        : isLost
          ? `${title} gets an ordinary request: the handshake of the WebSocket fails`
          : answering(title) +
            (server || state !== 'unknown' ? '' : `, if ${whereItAnswers(port, trace.project)}`),
  };
}

/** The proxy of the instance. */

/** What comes as a common noun gets an article: `the container answers`. */
const answering = (title: string): string =>
  /^(?:Application|Containers?(?! "))\b/.test(title)
    ? `the ${title.charAt(0).toLowerCase()}${title.slice(1)} ${title.startsWith('Containers') ? 'answer' : 'answers'}`
    : `${title} answers`;

/** The condition of a server of which it is not known where it listens. */
function whereItAnswers(port: number | undefined, project: Project): string {
  const expected = port === undefined ? expectedByProxy(project) : `port ${port}`;
  return expected === undefined ? 'it listens where the proxy expects it' : `it listens on ${expected}`;
}

/** Whether any process may listen where the platform's proxy passes requests to. */
function mayProxiedListen(project: Project): boolean {
  const port = proxyTarget(project)?.port;
  return port === undefined || mayListenBesideProxy(port, project);
}

/** Whether only the instance itself reaches a server on a port; `perhaps` where a variable decides. */
function isOnlyLocal(server: Server, port: number | undefined): boolean | 'perhaps' {
  const endpoints = server.endpoints.flatMap((endpoint) =>
    endpoint.kind === 'tcp' && (port === undefined || endpoint.port.value === port) ? [endpoint] : [],
  );
  if (endpoints.length === 0) return false;
  if (endpoints.every(isLocal)) return true;
  const mayBeLocal = endpoints.every(({ host }) => isLoopback(host.value ?? host.fallback ?? ''));
  return mayBeLocal && 'perhaps';
}

/** The proxy of the instance. */
function toProxy(trace: Trace, port: number, arrival: Arrival): End {
  const { project } = trace;
  const { program, setting } = proxyServer(project);
  if (program === 'none') {
    const listening = serversByPort(servers(project)).get(port)?.[0];
    if (listening) return toServer(trace, describedServer(listening), { port, arrival });
    return toServer(trace, proxiedApplication(project), { port: undefined, arrival });
  }
  if (program === 'nginx') {
    const way = throughNginx(trace, port, arrival);
    if (!('passedTo' in way)) return way;
    return way.passedTo === 'application'
      ? toApplication(trace, arrival, way.target)
      : toPassed(trace, way.passedTo, arrival, way);
  }
  const hasOwn = proxyFiles(project).some((file) => file.program === program);
  const isUnknown = program === 'unknown' || hasOwn || proxy(project).isCustomized;
  trace.add({
    kind: 'proxy',
    title: PROXY_TITLES[program] ?? 'Proxy',
    details: [`port ${port}`, hasOwn ? 'its own configuration is not followed' : undefined],
    state: isUnknown ? 'unknown' : 'sure',
    at: setting?.value.place,
  });
  if (isUnknown) return { kind: 'unknown', text: 'what the proxy does is not in the files' };
  return toApplication(trace, arrival, undefined);
}

/** Where a `proxy_pass` of the project leads. */
function toPassed(
  trace: Trace,
  port: number,
  arrival: Arrival,
  {
    target,
    isUpstreamOfPlatform,
  }: { readonly target: string | undefined; readonly isUpstreamOfPlatform: boolean },
): End {
  const { project } = trace;
  const answer = answerBehindProxy(port, project);
  if (answer.kind === 'servers') {
    const [server] = answer.servers;
    if (server)
      return toServer(trace, describedServer(server), { port, arrival, target, isBehindProxy: true });
  }
  if (proxyTarget(project)?.port === port) return toApplication(trace, arrival, target);
  if (answerOn(port, project).kind === 'containers') return arrive(trace, { port, arrival });
  if (isUpstreamOfPlatform) return toApplication(trace, arrival, target);
  return toOpenPort(trace, port, answer, true);
}

/** Where the proxy of the platform passes requests by itself. */
function toApplication(trace: Trace, arrival: Arrival, target: string | undefined): RequestEnd {
  const application = proxiedApplication(trace.project);
  const container = containerServersOf(trace.project).find(({ service }) => service === undefined);
  if (container && !application.server) {
    const [{ port, file, place }] = container.ports;
    trace.add({ kind: 'server', title: 'Container', details: [`port ${port} of ${file}`], at: place });
    return toServer(trace, describedServer(container.server), { port, arrival, target, isInside: true });
  }
  const port = proxy(trace.project).isCustomized ? undefined : proxyTarget(trace.project)?.port;
  return toServer(trace, port === undefined ? { ...application, server: undefined } : application, {
    port: application.server && port,
    arrival,
    target,
    isBehindProxy: true,
  });
}
