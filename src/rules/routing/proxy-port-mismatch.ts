import { APPLICATION_CONF, NGINX_CONF } from '../../knowledge/nginx/default-files.js';
import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import type { Doubt } from '../../model/doubt.js';
import { nginx } from '../../model/nginx/nginx.js';
import { proxy } from '../../model/nginx/proxy.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Platform } from '../../model/platform/platform.js';
import { procfile } from '../../model/platform/procfile.js';
import { namedByScript } from '../../model/presence/mentions.js';
import { listenerOn } from '../../model/presence/port.js';
import { doubtOf } from '../../model/presence/presence.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import {
  possibleProxyTargets,
  proxySocket,
  type ProxyTarget,
  proxyTarget,
} from '../../model/proxy/proxy-target.js';
import { mayBeInstancePort } from '../../model/routing/classic-targets.js';
import { isProxyReached, mayBeProcessPort } from '../../model/routing/targets.js';
import type { Endpoint, Server, TcpEndpoint } from '../../model/servers/server.js';
import { describePort } from '../../model/servers/server-ports.js';
import { platformServers, servers } from '../../model/servers/servers.js';
import { settings } from '../../model/settings/settings.js';
import { type Place, type Related, startOfFile } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import { list, shorten } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { OF_PROXIES } from '../support/lost-words.js';

export const proxyPortMismatch: Rule = {
  meta: {
    summary: 'A server and the proxy use different ports, or a port and a socket',
    why: 'The proxy of each instance passes requests to one port: 8000 on Python, 5000 on Go, Java SE and .NET, or the value of the environment property PORT. On Node.js sources disagree whether the port is 5000 or 8080 without that property, so any other port is reported. On Ruby the proxy passes requests to the socket /var/run/puma/my_app.sock. If PORT is set outside of the files, add it to them: a new environment does not have it. If "web" listens on another port or socket, every request ends in 502 Bad Gateway, and the proxy logs "connect() failed (111: Connection refused) while connecting to upstream".',
    consequence: 'traffic-breaks',
    references: [
      'guide:platforms-linux-extend.proxy',
      'guide:python-configuration-procfile',
      'guide:go-procfile',
      'guide:java-se-procfile',
      'guide:dotnet-linux-procfile',
      'https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints',
      'guide:nodejs-platform-proxy',
      'https://docs.spring.io/spring-boot/reference/features/external-config.html',
      'guide:ruby-platform-procfile',
    ],
    needsPlatform: true,
    mayBeSetElsewhere: true,
    claimsAbsence: OF_PROXIES,
    yieldsTo: ['routing/port-clash', 'routing/port-mismatch'],
  },
  *check(project) {
    const { name, place } = platform(project);
    const targets = possibleProxyTargets(settings(project), platform(project));
    const [target] = targets;
    if (!target && proxySocket(project) === undefined) return;
    const { isCustomized } = proxy(project);
    const webs = [...servers(project), ...platformServers(project)].filter(
      ({ name }) => name.value === PROXIED_ENTRY,
    );
    const [web] = webs;
    const endpoints = webs.flatMap((server) => server.endpoints);
    const known = endpoints.filter((endpoint) => endpoint.kind === 'tcp');
    const [endpoint] = known;
    if (isCustomized && !known.every(({ port }) => isTakenByProxy(port.value, project))) return;
    if (web && known.length === 0 && !isCustomized) yield* socketFindings(web, endpoints, project);
    if (!web || !endpoint || known.length < endpoints.length) return;
    const isReached = ({ value: port, fallback }: TcpEndpoint['port']) =>
      port === undefined
        ? target !== undefined || fallback === undefined
        : targets.some((one) => one.port === port) || isReachedElsewhere(port);
    const isReachedElsewhere = (port: number) =>
      !isTakenByProxy(port, project) &&
      (proxy(project).isPortMentioned(port) ||
        mayBeInstancePort(port, project) ||
        (isProxyReached(project) !== true && mayBeProcessPort(port, project)));
    if (known.some(({ port }) => isReached(port))) return;
    const { value } = endpoint.port;
    if (!target) {
      yield {
        at: endpoint.port.place,
        message: `${web.program.name} ${value === undefined ? 'listens on a port' : describePort(endpoint)}, but the proxy expects the socket ${proxySocket(project)}`,
        help: endpoint.port.place.file.name.endsWith('.rb')
          ? `Write \`bind "unix://${proxySocket(project)}"\` in place of this line.`
          : `Use the address \`unix://${proxySocket(project)}\`.`,
        related: place ? [{ at: place, note: `the proxy of ${name} uses a socket` }] : [],
      };
      return;
    }
    const expected = list(
      targets.map(({ port }) => String(port)),
      'or',
    );
    yield {
      at: endpoint.port.place,
      message: `${web.program.name} ${describePort(endpoint)}, but the proxy expects ${expected}`,
      help: helpFor(value, targets),
      related: relatedOf(target, expected, platform(project)),
    };
  },
};

/** Port 80, on which nginx itself listens, where neither its main file nor that of the application is the project's own. */
function isTakenByProxy(port: number | undefined, project: Project): boolean {
  if (port !== 80 || proxyServer(project).program !== 'nginx') return false;
  const { isComplete, files } = nginx(project);
  return isComplete && files.every(({ path }) => path !== NGINX_CONF && path !== APPLICATION_CONF);
}

/** What is wrong with sockets where the proxy expects a port or another socket. */
function* socketFindings(web: Server, endpoints: readonly Endpoint[], project: Project): Generator<Finding> {
  const [socket, ...others] = endpoints.flatMap((endpoint) => (endpoint.kind === 'unix' ? endpoint : []));
  const { program } = web;
  if (socket?.path === undefined || others.length > 0 || program.id === 'uwsgi') return;
  const { place, path } = socket;
  const { name, place: platformPlace } = platform(project);
  const expectedSocket = proxySocket(project);
  if (expectedSocket !== undefined) {
    if (isSameSocket(path, expectedSocket)) return;
    yield {
      at: place,
      doubt: forwarding(path, place, project) ?? forwarding(expectedSocket, place, project),
      message: `${program.name} listens on ${shorten(path)}, but the proxy expects the socket ${expectedSocket}`,
      help: `Use the address \`unix://${expectedSocket}\`.`,
      related: platformPlace ? [{ at: platformPlace, note: `the proxy of ${name} uses a socket` }] : [],
    };
    return;
  }
  const target = proxyTarget(project);
  if (!target || isProxyReached(project) !== true) return;
  const listener = listenerOn(target.port, project);
  if (listener.kind === 'there') return;
  const portFlag = program.options.unix && program.options.port?.[0];
  yield {
    at: place,
    doubt: forwarding(path, place, project) ?? doubtOf(listener),
    message: `${program.name} listens on a Unix socket, but the proxy expects port ${target.port}`,
    help: portFlag
      ? `Use \`${portFlag} ${target.port}\` in place of the socket.`
      : `Use the address \`127.0.0.1:${target.port}\`.`,
    related: relatedOf(target, String(target.port), platform(project)),
  };
}

/** `/var/run` is a link to `/run`. */
const isSameSocket = (path: string, other: string): boolean => plainPath(path) === plainPath(other);

const plainPath = (path: string): string => path.replace(/\/+/g, '/').replace(/^\/var\/run\//, '/run/');

/** What passes requests to a socket, or links it, or may: a script, a configuration of the proxy, or another program. */
function forwarding(path: string, { file }: Place, project: Project): Doubt | undefined {
  const script = namedByScript(path, 'this may pass requests to the socket, or link it', project);
  if (script) return script;
  if (proxy(project).mayName(baseName(path)))
    return { reason: 'a configuration of the proxy names the socket', at: undefined };
  const starts = procfile(project)?.file;
  const other = [starts, file].find((one) => one && FORWARDERS.test(one.text));
  return other && { reason: 'another program may pass requests to the socket', at: startOfFile(other) };
}

/** Programs that pass requests from a port to a socket. */
const FORWARDERS = /\b(?:apache2?|caddy|envoy|haproxy|httpd|nginx|socat|supervisord?|traefik|varnishd?)\b/i;

/** Where the proxy's own port is not known, a property makes it sure. */
function helpFor(value: number | undefined, [target, ...others]: readonly ProxyTarget[]): string {
  const isProxys = value === 80;
  if (others.length > 0)
    return isProxys
      ? 'Use `process.env.PORT`, and set the environment property `PORT` to another port.'
      : `Set the environment property \`PORT\` to ${value}.`;
  const other = isProxys ? '' : `, or set the environment property \`PORT\` to ${value}`;
  return `Use port ${target?.port}${other}.`;
}

function relatedOf({ setting }: ProxyTarget, expected: string, { name, place }: Platform): Related[] {
  if (setting) return [{ at: setting.value.place, note: 'port that the proxy uses' }];
  return place ? [{ at: place, note: `the proxy of ${name} uses port ${expected}` }] : [];
}
