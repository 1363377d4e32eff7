import { proxy } from '../../model/nginx/proxy.js';
import { containerServersOf } from '../../model/servers/container-servers.js';
import { describePort } from '../../model/servers/server-ports.js';
import { shorten } from '../../util/text.js';
import type { Rule } from '../rule.js';

export const exposedPortMismatch: Rule = {
  meta: {
    summary: 'The server in a container listens on a port other than the one that is used',
    why: 'The proxy of the Docker platform passes requests to the first port that the Dockerfile exposes, or to the first of Ports in Dockerrun.aws.json. EXPOSE does not change where the server listens. If it listens elsewhere, every request ends in 502 Bad Gateway. With docker-compose.yml, requests reach the ports of the container that the service publishes.',
    consequence: 'traffic-breaks',
    references: [
      'guide:single-container-docker-configuration',
      'https://docs.docker.com/reference/dockerfile/#expose',
      'https://docs.docker.com/reference/compose-file/services/#ports',
    ],
    needsPlatform: true,
  },
  needs: containerServersOf,
  *check(project) {
    for (const { server, ports, service } of containerServersOf(project)) {
      const tcp = server.endpoints.filter((endpoint) => endpoint.kind === 'tcp');
      const [endpoint] = tcp;
      const [used] = ports;
      const isElsewhere =
        tcp.length === server.endpoints.length &&
        tcp.every(({ port: { value } }) => value !== undefined && ports.every(({ port }) => port !== value));
      if (!endpoint || !isElsewhere) continue;
      const own = endpoint.port.value;
      const user = service === undefined ? 'the proxy uses' : `service "${shorten(service)}" publishes`;
      yield {
        at: endpoint.port.place,
        doubt:
          service === undefined && proxy(project).isCustomized
            ? { reason: 'the proxy of the project may pass requests elsewhere', at: undefined }
            : undefined,
        message: `${server.program.name} ${describePort(endpoint)}, but ${user} ${used.port}`,
        help:
          service === undefined
            ? `Use port ${used.port} here, or change the first ${used.file.endsWith('.json') ? '`ContainerPort` of' : '`EXPOSE` in'} ${used.file} to ${own}.`
            : `Use port ${used.port} here, or change the port of the container under \`ports\` to ${own}.`,
        related: [
          {
            at: used.place,
            note: service === undefined ? 'port that the proxy uses' : 'port that is published',
          },
        ],
      };
    }
  },
};
