import type { LoadBalancerKind } from '../../knowledge/load-balancers.js';
import { describeRule } from '../../model/describe-rule.js';
import { groupBy } from '../../model/group-by.js';
import { isProcessReached } from '../../model/is-process-reached.js';
import { listensOn } from '../../model/listens-on.js';
import { mayBeReachedElsewhere } from '../../model/may-be-reached-elsewhere.js';
import { PROXIED_ENTRY, type Pair } from '../../model/pairs.js';
import type { ListenerRule, Process, Routing } from '../../model/routing.js';
import { isLocal, type Server } from '../../model/server.js';
import type { Rule } from '../rule.js';

export const unroutedServer: Rule = {
  meta: {
    id: 'routing/unrouted-server',
    summary: 'Nothing sends requests to a WebSocket server of the Procfile',
    why: 'The proxy passes requests to "web" alone. Any other server needs a process with its port and a listener rule (or DefaultProcess) that names the process, or a location of its own in the proxy configuration; without one, its requests end at "web", and the WebSocket handshake fails. The deployment itself succeeds.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
  *check(project) {
    const pairsOf = groupBy(project.pairs, ({ server }) => [server]);
    for (const server of project.servers) {
      if (!server.webSockets || server.name.value === PROXIED_ENTRY) continue;
      const processes = processesOf(server, project.routing, pairsOf.get(server) ?? []);
      if (processes.some((process) => isProcessReached(process, project.routing))) continue;
      if (processes.length === 0 && isPrivate(server)) continue;
      if (mayBeReachedElsewhere(server, project)) continue;
      const [process] = processes;
      const unattached = project.routing.rules.filter((rule) => process && rule.process?.target === process);
      yield {
        at: server.name.place,
        message: messageOf(server, process, unattached, project.environment.loadBalancer),
        related: [
          ...processes.flatMap(({ name, place }) =>
            place ? [{ at: place, note: `process "${name}", to which nothing leads` }] : [],
          ),
          ...unattached.map((rule) => ({
            at: rule.place,
            note: `${describeRule(rule)}, which nothing lists`,
          })),
        ],
      };
    }
  },
};

/** The processes that would lead to a server: those of its name or port, and the one that it is meant for. */
const processesOf = (server: Server, { processes }: Routing, pairs: readonly Pair[]): Process[] =>
  processes.filter(
    (process) =>
      process.name === server.name.value ||
      listensOn(server, process.port) ||
      pairs.some((pair) => pair.process === process),
  );

/** A loopback address that somebody wrote down keeps a service to its instance; daphne alone is started for WebSockets. */
const isPrivate = ({ program, endpoints }: Server): boolean =>
  program.id !== 'daphne' &&
  endpoints.every((endpoint) => endpoint.kind === 'tcp' && !endpoint.host.byDefault && isLocal(endpoint));

/** What leads requests to a server, by the kind of load balancer; left out: processes and rules do. */
const WAYS: Readonly<Partial<Record<LoadBalancerKind, (name: string, port: number) => string>>> = {
  none: (_, port) => `pass its paths to 127.0.0.1:${port} in .platform/nginx/conf.d/elasticbeanstalk`,
  network: (name, port) =>
    `declare aws:elasticbeanstalk:environment:process:${name} with Port: ${port} and a listener with DefaultProcess: ${name}`,
  classic: (_, port) =>
    `declare aws:elb:listener:PORT with ListenerProtocol: TCP, InstanceProtocol: TCP and InstancePort: ${port}`,
};

const throughRule = (name: string, port: number): string =>
  `declare aws:elasticbeanstalk:environment:process:${name} with Port: ${port} and a listener rule for it`;

function messageOf(
  server: Server,
  process: Process | undefined,
  [rule]: readonly ListenerRule[],
  kind: LoadBalancerKind = 'application',
): string {
  const { name, program, endpoints } = server;
  const ports = endpoints.flatMap((endpoint) => (endpoint.kind === 'tcp' ? [endpoint.port.value] : []));
  const start = `Nothing sends requests to ${program.name} in "${name.value}" on port ${ports.join(', ')}`;
  if (!process) {
    const way = (WAYS[kind] ?? throughRule)(name.value, ports[0]!);
    return `${start}: no process has its name or port, and no proxy configuration names the port; ${way}.`;
  }
  if (rule)
    return `${start}: rule "${rule.name}" leads to its process "${process.name}", but no listener that is switched on lists the rule; name it in Rules of the listener.`;
  return `${start}: no listener rule and no DefaultProcess names its process "${process.name}"; declare a rule with Process: ${process.name} and name it in Rules of the listener.`;
}
