import { containerServerOf } from '../../model/servers/container-servers.js';
import { describePort } from '../../model/servers/addresses/describe-port.js';
import type { Rule } from '../rule.js';

export const exposedPortMismatch: Rule = {
  meta: {
    id: 'routing/exposed-port-mismatch',
    summary: 'The server in a container and the proxy use different ports',
    why: 'The proxy of the Docker platform passes requests to the first port that the Dockerfile exposes, or to the first of Ports in Dockerrun.aws.json. EXPOSE does not change where the server listens. If it listens elsewhere, every request ends in 502 Bad Gateway.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html',
      'https://docs.docker.com/reference/dockerfile/#expose',
    ],
    since: '0.1.0',
    needsPlatform: true,
  },
  *check(project) {
    if (project.proxy.isCustomized) return;
    const container = containerServerOf(project);
    if (!container) return;
    const { server, port, portPlace, portFile } = container;
    const tcp = server.endpoints.filter((endpoint) => endpoint.kind === 'tcp');
    const [endpoint] = tcp;
    const isElsewhere =
      tcp.length === server.endpoints.length &&
      tcp.every(({ port: { value } }) => value !== undefined && value !== port);
    if (!endpoint || !isElsewhere) return;
    const own = endpoint.port.value;
    yield {
      at: endpoint.port.place,
      message: `${server.program.name} ${describePort(endpoint)}, but the proxy uses ${port}`,
      help: `Use port ${port} here, or name ${own} first in ${portFile}.`,
      related: [{ at: portPlace, note: 'port that the proxy uses' }],
    };
  },
};
