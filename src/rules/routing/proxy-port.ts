import { describePort } from '../../model/describe-port.js';
import { PROXIED_ENTRY } from '../../model/pairs.js';
import type { Project } from '../../model/project.js';
import type { ProxyTarget } from '../../model/proxy-target.js';
import type { Related } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const proxyPort: Rule = {
  meta: {
    id: 'routing/proxy-port',
    summary: 'The web server listens on a port where the proxy does not look',
    why: 'The proxy of each instance passes requests to one port: 8000 on Python, 5000 on Go, Java SE and .NET, or what the environment property PORT says. If "web" listens elsewhere, every request ends in 502 Bad Gateway, and the log of the proxy says "connect() failed (111: Connection refused) while connecting to upstream".',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/dotnet-linux-procfile.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check({ servers, proxyTarget, proxy, routing, platform }) {
    if (!proxyTarget || proxy.isCustomized) return;
    const webs = servers.filter(({ name }) => name.value === PROXIED_ENTRY);
    const [web] = webs;
    const endpoints = webs.flatMap((server) => server.endpoints);
    const known = endpoints.filter((endpoint) => endpoint.kind === 'tcp');
    const [endpoint] = known;
    if (!web || !endpoint || known.length < endpoints.length) return;
    const isReached = (port: number | undefined) =>
      port === undefined ||
      port === proxyTarget.port ||
      proxy.isPortMentioned(port) ||
      // The proxy itself listens on port 80.
      routing.processes.some(
        (process) => (process.port === port && port !== 80) || process.port === undefined,
      );
    if (known.some(({ port }) => isReached(port.value))) return;
    const other =
      endpoint.port.value === 80 ? '' : ` or set the environment property PORT to ${endpoint.port.value}`;
    yield {
      at: endpoint.port.place,
      message: `${describePort(web, endpoint)}, but the proxy looks for it on port ${proxyTarget.port}${reasonOf(proxyTarget)}; listen on ${proxyTarget.port}${other}.`,
      related: relatedOf(proxyTarget, platform),
    };
  },
};

const reasonOf = ({ setting }: ProxyTarget): string =>
  setting ? ', as the environment property PORT says' : ' on this platform';

function relatedOf({ port, setting }: ProxyTarget, { name, place }: Project['platform']): Related[] {
  if (setting) return [{ at: setting.value.place, note: `PORT makes the proxy look on port ${port}` }];
  return place ? [{ at: place, note: `the proxy of ${name} looks on port ${port}` }] : [];
}
