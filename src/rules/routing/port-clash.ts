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
    const taken: Taken = new Map();
    for (const server of servers) {
      const own = server.endpoints.flatMap((endpoint) =>
        endpoint.kind === 'tcp' ? [{ server, endpoint }] : [],
      );
      const clash = firstClash(taken, own);
      for (const listening of own) take(listening, taken);
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

/** Who listens, by port, and there once for each entry and host. */
type Taken = Map<number | undefined, Map<string, Listening>>;

function take(listening: Listening, taken: Taken): void {
  const { server, endpoint } = listening;
  const key = `${server.name.value} ${endpoint.host.value}`;
  const samePort = taken.get(endpoint.port.value) ?? new Map<string, Listening>();
  taken.set(endpoint.port.value, samePort);
  if (!samePort.has(key)) samePort.set(key, listening);
}

/** Entries of one name are not compared: which of them counts is not known, and one command may choose between two. */
function firstClash(taken: Taken, own: readonly Listening[]) {
  for (const second of own) {
    const samePort = [...(taken.get(second.endpoint.port.value)?.values() ?? [])];
    const first = samePort.find(
      ({ server, endpoint }) =>
        server.name.value !== second.server.name.value && endpointsClash(endpoint, second.endpoint),
    );
    if (first) return { first, second };
  }
  return undefined;
}
