import { containerServersOf } from '../../model/servers/container-servers.js';
import { hostOption } from '../../model/servers/listen-options.js';
import { isLocal } from '../../model/servers/server.js';
import type { Rule } from '../rule.js';

export const loopbackInContainer: Rule = {
  meta: {
    summary: 'The server in a container listens on a loopback address',
    why: 'A container has a loopback address of its own, which nothing outside it can reach. The proxy of the instance cannot connect to a server that listens only there, and every request ends in 502 Bad Gateway. Several servers, such as flask and uvicorn, listen on 127.0.0.1 by default.',
    consequence: 'traffic-breaks',
    references: ['https://docs.docker.com/engine/network/', 'guide:single-container-docker-configuration'],
    needsPlatform: true,
    yieldsTo: ['routing/exposed-port-mismatch'],
  },
  needs: containerServersOf,
  *check(project) {
    for (const { server, ports } of containerServersOf(project)) {
      const tcp = server.endpoints.filter((endpoint) => endpoint.kind === 'tcp');
      const [endpoint] = tcp;
      const [used] = ports;
      if (!endpoint || tcp.length < server.endpoints.length || !tcp.every(isLocal)) continue;
      yield {
        at: endpoint.host.place,
        message: `${server.program.name} listens on ${endpoint.host.value}, which nothing outside the container can reach`,
        help: endpoint.host.byDefault
          ? `Add \`${hostOption(server.program, endpoint.port.value ?? used.port)}\`.`
          : 'Use `0.0.0.0`.',
      };
    }
  },
};
