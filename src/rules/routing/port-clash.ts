import { describePort } from '../../model/describe-port.js';
import { endpointsClash } from '../../model/endpoints-clash.js';
import type { Server, TcpEndpoint } from '../../model/server.js';
import type { Rule } from '../rule.js';

export const portClash: Rule = {
  meta: {
    id: 'routing/port-clash',
    summary: 'Two servers of the Procfile listen on one port',
    why: 'Every process of the Procfile runs on every instance: whichever server comes second cannot listen ("Address already in use"), ends and is started again and again, and its requests end at the other one or nowhere.',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
  },
  *check({ servers }) {
    const taken: Listening[] = [];
    for (const server of servers) {
      const own = server.endpoints.flatMap((endpoint) =>
        endpoint.kind === 'tcp' ? [{ server, endpoint }] : [],
      );
      const clash = firstClash(taken, own);
      taken.push(...own);
      if (!clash) continue;
      const { first, second } = clash;
      yield {
        at: second.endpoint.port.place,
        message: `${describePort(second.server, second.endpoint)}, which ${first.server.program.name} in "${first.server.name.value}" has already taken; give one of them another port.`,
        related: [{ at: first.endpoint.port.place, note: describePort(first.server, first.endpoint) }],
      };
    }
  },
};

interface Listening {
  readonly server: Server;
  readonly endpoint: TcpEndpoint;
}

/** Entries of one name are not compared: which of them counts is not known, and one command may choose between two. */
function firstClash(taken: readonly Listening[], own: readonly Listening[]) {
  for (const second of own) {
    const first = taken.find(
      ({ server, endpoint }) =>
        server.name.value !== second.server.name.value && endpointsClash(endpoint, second.endpoint),
    );
    if (first) return { first, second };
  }
  return undefined;
}
