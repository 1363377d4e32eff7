import type { LoadBalancerKind } from '../../knowledge/load-balancing/load-balancers.js';
import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { resourceEntries } from '../../model/bundle/config-files.js';
import { environment } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { describeRule } from '../../model/routing/describe-rule.js';
import {
  howToAttach,
  listenersToExtend,
  ruleFor,
  UNDECLARED_LISTENER,
} from '../../model/routing/how-to-attach.js';
import { pairs } from '../../model/routing/pairs.js';
import { routing } from '../../model/routing/read-routing.js';
import {
  DEFAULT_PROCESS,
  disabledListeners,
  type ListenerRule,
  type Process,
  PROCESS_NAMESPACE,
  processesByPort,
  type Reference,
  type Routing,
} from '../../model/routing/routing.js';
import { shadowedRules } from '../../model/routing/shadowed-rules.js';
import { isProxyReached, targets } from '../../model/routing/targets.js';
import { type Endpoint, isLocal, type Server } from '../../model/servers/server.js';
import { describeServer, portsOf, serversByPort } from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import { typeOf } from '../../parse/index.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { OF_PROXIES } from '../support/lost-words.js';
import { otherWay } from './unrouted-server/other-way.js';

/** Processes of one group that one finding names. */
const MAX_SHOWN_PROCESSES = 100;

export const unroutedServer: Rule = {
  meta: {
    summary: 'No requests reach "web" or a WebSocket server of the Procfile',
    why: 'The proxy passes requests only to "web". Any other server needs a process with its port and a listener rule or DefaultProcess that names the process, or a location in the proxy configuration. Without one, its requests go to "web", and the WebSocket handshake fails. Where every listener sends its requests to other processes, none are left for "web". The deployment itself succeeds.',
    consequence: 'traffic-breaks',
    references: ['guide:environments-cfg-alb', 'guide:platforms-linux-extend.proxy'],
    claimsAbsence: OF_PROXIES,
    yieldsTo: ['routing/listener-without-process', 'routing/nothing-listens', 'routing/unattached-rule'],
  },
  *check(project) {
    yield* unreachedWeb(project);
    const groupsOf = processesByServer(project);
    const order = new Map(routing(project).processes.map((process, index) => [process, index]));
    const isGroupReached = oncePer((group: readonly Process[]) =>
      group.some((process) => isProcessReached(process, routing(project))),
    );
    const rulesOf = groupBy(routing(project).rules, ({ process }) =>
      process?.target ? [process.target] : [],
    );
    for (const server of servers(project)) {
      if (!server.webSockets || !server.isCertain || server.name.value === PROXIED_ENTRY) continue;
      const groups = groupsOf(server);
      if (groups.some(isGroupReached)) continue;
      const processes = firstProcesses(groups, order);
      // Not daphne, which exists to serve WebSockets.
      if (processes.length === 0 && server.program.id !== 'daphne' && isPrivate(server)) continue;
      const [process] = processes;
      const unattached = (process && rulesOf.get(process)) ?? [];
      yield {
        at: server.name.place,
        doubt: otherWay(server, project),
        message: `No requests reach ${describeServer(server)} on ${describePorts(server)}`,
        help: helpWith(server, process, unattached, project),
        // Nothing here says that requests are to reach it.
        ...(!process && { warnsBecause: 'elsewhere' }),
        related: [
          ...processes.flatMap(({ name, place }) =>
            place ? [{ at: place, note: `process "${name}" gets no requests` }] : [],
          ),
          ...unattached.map((rule) => ({
            at: rule.place,
            note: `${describeRule(rule)} is not attached`,
          })),
        ],
      };
    }
  },
};

function* unreachedWeb(project: Project): Generator<Finding> {
  const webs = servers(project).filter(({ name }) => name.value === PROXIED_ENTRY);
  const [web] = webs;
  if (!web || !isWebBypassed(project)) return;
  const ports = new Set(targets(project).map(({ process }) => process?.port));
  if (webs.some(({ endpoints }) => !endpoints.every((endpoint) => isOffPorts(endpoint, ports)))) return;
  const places = routing(project).listeners.flatMap(({ port, defaultProcess, rulesSetting }) => {
    const at = (defaultProcess?.name ?? rulesSetting?.value)?.place;
    return at ? [{ at, note: `listener ${port} sends its requests elsewhere` }] : [];
  });
  yield {
    at: web.name.place,
    message: `No requests reach ${describeServer(web)} on ${describePorts(web)}`,
    help: helpForWeb(project),
    related: places,
  };
}

/** The process that got all requests needs a rule once the proxy gets them. */
function helpForWeb(project: Project): string {
  const listener = routing(project).listeners.find(({ defaultProcess }) => defaultProcess);
  const process = listener?.defaultProcessName;
  if (!listener || process === undefined)
    return `Use \`DefaultProcess: ${DEFAULT_PROCESS}\` in a listener: the proxy passes its requests to \`${PROXIED_ENTRY}\`.`;
  return `Set \`DefaultProcess\` of \`${listener.namespace}\` to \`${DEFAULT_PROCESS}\`, and add ${ruleFor(process, [listener], project)}.`;
}

const isOffPorts = (endpoint: Endpoint, ports: ReadonlySet<number | undefined>): boolean =>
  endpoint.kind === 'tcp' && endpoint.port.value !== undefined && !ports.has(endpoint.port.value);

/** The processes that lead to a server: those of its name or port, and those that it is paired with. */
function processesByServer(project: Project): (server: Server) => readonly (readonly Process[])[] {
  const { processes } = routing(project);
  const named = groupBy(processes, ({ name }) => [name]);
  const onPort = processesByPort(routing(project));
  const paired = groupBy(pairs(project), ({ server }) => [server]);
  return (server) => [
    named.get(server.name.value) ?? [],
    ...portsOf(server).map((port) => onPort.get(port) ?? []),
    (paired.get(server) ?? []).map(({ process }) => process),
  ];
}

/** As many as a finding shows: thousands of servers may share thousands of processes. In the order of `order`. */
const firstProcesses = (
  groups: readonly (readonly Process[])[],
  order: ReadonlyMap<Process, number>,
): readonly Process[] =>
  [...new Set(groups.flatMap((group) => group.slice(0, MAX_SHOWN_PROCESSES)))].sort(
    (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
  );

/** An explicit loopback address keeps a service private to its instance. */
const isPrivate = ({ endpoints }: Server): boolean =>
  endpoints.every((endpoint) => endpoint.kind === 'tcp' && !endpoint.host.byDefault && isLocal(endpoint));

const describePorts = ({ endpoints }: Server): string => {
  const ports = endpoints.flatMap((endpoint) =>
    endpoint.kind === 'tcp' ? [String(endpoint.port.value)] : [],
  );
  return `${ports.length > 1 ? 'ports' : 'port'} ${list(ports)}`;
};

const throughProxy = (name: string, port: number | string): string =>
  `Pass its paths to \`127.0.0.1:${port}\` with a \`location\` in \`.platform/nginx/conf.d/elasticbeanstalk/${name}.conf\`, with the headers \`Upgrade\` and \`Connection\`.`;

/** How to route requests to a server, by the kind of load balancer. The kinds left out have processes and rules. */
const WAYS: Readonly<Partial<Record<LoadBalancerKind, (name: string, port: number | string) => string>>> = {
  network: (name, port) =>
    `Set \`Port: ${port}\` in \`${PROCESS_NAMESPACE}${name}\`, and add \`aws:elbv2:listener:${port}\` with \`DefaultProcess: ${name}\`.`,
  classic: (_, port) =>
    `Add \`aws:elb:listener:${port}\` with \`ListenerProtocol: TCP\`, \`InstanceProtocol: TCP\` and \`InstancePort: ${port}\`.`,
};

function helpWith(
  server: Server,
  process: Process | undefined,
  rules: readonly ListenerRule[],
  project: Project,
): string {
  const { loadBalancer: kind = 'application', sharedLoadBalancer } = environment(project);
  const { name, endpoints, program } = server;
  const listeners = listenersToExtend(project);
  const [rule] = rules;
  if (rule)
    return listeners.length > 0
      ? `${howToAttach([rule], listeners, sharedLoadBalancer)}.`
      : `Add \`Rules: ${rule.name}\` to \`${UNDECLARED_LISTENER}\`.`;
  if (process) return `Add ${ruleFor(process.name, listeners, project)}.`;
  const [port = 'PORT'] = portsOf(server);
  if (kind === 'none' || isPrivate(server)) return throughProxy(name.value, port);
  const isOpened = !endpoints.every((endpoint) => endpoint.kind === 'tcp' && isLocal(endpoint));
  const way =
    WAYS[kind]?.(name.value, port) ??
    `Set \`Port: ${port}\` in \`${PROCESS_NAMESPACE}${name.value}\`, and add ${ruleFor(name.value, listeners, project)}.`;
  return isOpened ? way : `Let ${program.name} listen on \`0.0.0.0\`. ${way}`;
}

/**
 * Whether a listener may send requests to a process: by its `DefaultProcess` or by a rule in its `Rules`. What only the
 * deployment knows is included, and so is a name that is not declared, which may be a misspelling of this one, and a project
 * whose listeners are all disabled. `default` gets what nothing else takes.
 */
export const isProcessReached = (process: Process, routing: Routing): boolean =>
  process.name === DEFAULT_PROCESS || reachedProcesses(routing).has(process);

/** Once for all processes: there may be thousands of them, and of listeners and rules. */
const reachedProcesses = oncePer((routing: Routing): ReadonlySet<Process> => {
  const disabled = new Set(disabledListeners(routing));
  const references = routing.listeners
    .filter((listener) => listener.enabled !== false || disabled.has(listener))
    .flatMap(({ defaultProcess, rules }) => [
      ...(defaultProcess ? [defaultProcess] : []),
      ...rules.flatMap(({ target: rule }) => (rule ? (rule.process ?? []) : UNKNOWN)),
    ]);
  const targets = references.flatMap(({ target }) => target ?? []);
  return new Set(targets.length < references.length ? routing.processes : targets);
});

const UNKNOWN: Pick<Reference<Process>, 'target'> = { target: undefined };

/** Routes and listeners of the project's own may lead to the proxy. */
const OWN_ROUTES = /^AWS::ElasticLoadBalancingV2::Listener/;

/**
 * Whether every request goes to another server of the Procfile, so that none is left for the proxy and for `web`. A rule
 * that takes those of other rules as well is the mistake there.
 */
const isWebBypassed = (project: Project): boolean =>
  isProxyReached(project) === false &&
  shadowedRules(routing(project)).length === 0 &&
  targets(project).every(({ process }) =>
    serversOn(process?.port, project).some(({ name }) => name.value !== PROXIED_ENTRY),
  ) &&
  !resourceEntries(project).some((resource) => OWN_ROUTES.test(typeOf(resource) ?? ''));

const serversOn = (port: number | undefined, project: Project) =>
  (port === undefined ? undefined : serversByPort(servers(project)).get(port)) ?? [];
