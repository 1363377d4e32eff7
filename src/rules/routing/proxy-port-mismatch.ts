import { OF_PROXIES } from '../support/lost-words.js';
import { describePort } from '../../model/servers/server-ports.js';
import type { Platform } from '../../model/platform/platform.js';
import { proxySocket, possibleProxyTargets, type ProxyTarget } from '../../model/proxy/proxy-target.js';
import { mayBeInstancePort } from '../../model/routing/classic-targets.js';
import { isProxyReached, mayBeProcessPort } from '../../model/routing/targets.js';
import type { Related } from '../../source/index.js';
import { list } from '../../util/text.js';
import type { Rule } from '../rule.js';
import { platformServers, servers } from '../../model/servers/servers.js';
import { settings } from '../../model/settings/settings.js';
import { proxy } from '../../model/nginx/proxy.js';
import { platform } from '../../model/platform/find-platform.js';
import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';

export const proxyPortMismatch: Rule = {
  meta: {
    id: 'routing/proxy-port-mismatch',
    summary: 'A server and the proxy use different ports, or a port and a socket',
    why: 'The proxy of each instance passes requests to one port: 8000 on Python, 5000 on Go, Java SE and .NET, or the value of the environment property PORT. On Node.js sources disagree whether the port is 5000 or 8080 without that property, so any other port is reported. On Ruby the proxy passes requests to the socket /var/run/puma/my_app.sock. If "web" listens on another port, every request ends in 502 Bad Gateway, and the proxy logs "connect() failed (111: Connection refused) while connecting to upstream".',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/dotnet-linux-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-platform-proxy.html',
      'https://docs.spring.io/spring-boot/reference/features/external-config.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ruby-platform-procfile.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: OF_PROXIES,
    yieldsTo: ['routing/port-clash', 'routing/port-mismatch'],
  },
  *check(project) {
    const { name, place } = platform(project);
    const targets = possibleProxyTargets(settings(project), platform(project));
    const [target] = targets;
    if ((!target && proxySocket(project) === undefined) || proxy(project).isCustomized) return;
    const webs = [...servers(project), ...platformServers(project)].filter(
      ({ name }) => name.value === PROXIED_ENTRY,
    );
    const [web] = webs;
    const endpoints = webs.flatMap((server) => server.endpoints);
    const known = endpoints.filter((endpoint) => endpoint.kind === 'tcp');
    const [endpoint] = known;
    if (!web || !endpoint || known.length < endpoints.length) return;
    const isReached = (port: number | undefined) =>
      port === undefined ||
      targets.some((one) => one.port === port) ||
      proxy(project).isPortMentioned(port) ||
      mayBeInstancePort(port, project) ||
      (isProxyReached(project) !== true && mayBeProcessPort(port, project));
    if (known.some(({ port }) => isReached(port.value))) return;
    const { value } = endpoint.port;
    if (!target) {
      yield {
        at: endpoint.port.place,
        message: `${web.program.name} ${describePort(endpoint)}, but the proxy expects the socket ${proxySocket(project)}`,
        help: `Use the address \`unix://${proxySocket(project)}\`.`,
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
