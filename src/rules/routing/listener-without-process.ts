import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { dockerCompose } from '../../model/docker/compose.js';
import { dockerrunFile } from '../../model/docker/dockerrun.js';
import { usesCompose } from '../../model/docker/uses-docker.js';
import { fact } from '../../model/fact.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { defaultProcess, routing } from '../../model/routing/read-routing.js';
import {
  DEFAULT_PROCESS,
  type Listener,
  type Process,
  processesByPort,
} from '../../model/routing/routing.js';
import type { Server } from '../../model/servers/server.js';
import { describeServer, serversByPort } from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import { type Related, trimmedText } from '../../source/index.js';
import { listeners } from '../on.js';
import type { EachRule } from '../rule.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const listenerWithoutProcess: EachRule<Listener> = {
  meta: {
    summary: 'A listener on the port of a process or server sends its requests elsewhere',
    why: 'The port of a listener is independent of the port of a process. Without DefaultProcess, every listener sends its requests to the process "default", which is on port 80 of the instances, whatever the port of the listener is.',
    consequence: 'traffic-breaks',
    warnsBecause: 'intent',
    references: [
      'guide:command-options-general#command-options-general-elbv2-listener',
      'guide:environments-cfg-alb',
    ],
    claimsAbsence: OF_LOAD_BALANCERS,
  },
  each: listeners,
  *check(listener, project) {
    // On a shared load balancer DefaultProcess has no effect.
    if (!hasListeners(environment(project)) || environment(project).sharedLoadBalancer) return;
    if (!listener.place || !lacksProcess(listener)) return;
    const byDefault = defaultProcess(project)?.port;
    if (byDefault === undefined || byDefault === listener.port) return;
    const { port, defaultProcess: named, namespace } = listener;
    const target = named ? publishedTarget(listener, project) : likelyTarget(listener, project);
    if (!target) return;
    const { name, setPort, related } = target;
    yield {
      at: listener.place,
      message: named
        ? `Listener ${port} sends its requests to port ${byDefault}, and not to container "${name}"`
        : `Listener ${port} has no DefaultProcess, so its requests go to port ${byDefault}`,
      help: named
        ? `Add ${setPort}set \`DefaultProcess: ${name}\` in \`${namespace}\`.`
        : `Add ${setPort}\`DefaultProcess: ${name}\` to \`${namespace}\`.`,
      related,
    };
  },
};

/** Requests to the usual ports of the web are expected to go to `default`. */
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);

/** Whether it has no process, or one that is the same as none: what speaks TCP need not be the web server there. */
const lacksProcess = ({ port, enabled, defaultProcess: named, rulesSetting, protocol }: Listener): boolean =>
  enabled === true &&
  !WEB_PORTS.has(port) &&
  !rulesSetting &&
  (!named || (named.name.text === DEFAULT_PROCESS && trimmedText(protocol?.value) === 'TCP'));

interface Target {
  readonly name: string;
  /** What sets the port of a process that is not there yet; empty for one that is. */
  readonly setPort: string;
  readonly related: readonly Related[];
}

/** The process on the port of the listener, and the server there, which needs a process. */
function likelyTarget(listener: Listener, project: Project): Target | undefined {
  const { port } = listener;
  const process = processesByPort(routing(project)).get(port)?.[0];
  // Requests to `default` go through the proxy to `web`.
  const server = serversByPort(servers(project))
    .get(port)
    ?.find(({ name }) => name.value !== PROXIED_ENTRY);
  const name = process?.name ?? server?.name.value;
  if (name === undefined) return publishedTarget(listener, project);
  return {
    name,
    setPort: process ? '' : newProcess(name, listener),
    related: [...(process ? processNote(process) : []), ...(server ? [entryNote(server, port)] : [])],
  };
}

/** The container that publishes the port of the listener. */
function publishedTarget(listener: Listener, project: Project): Target | undefined {
  const published = containersByPort(project).get(listener.port);
  if (!published) return undefined;
  const { name, at } = published;
  return {
    name,
    setPort: newProcess(name, listener),
    related: [{ at, note: `"${name}" publishes port ${listener.port}` }],
  };
}

/** The containers of the file that tells what to run, by the ports that they publish. */
const containersByPort = fact('containersByPort', (project) => {
  const services = usesCompose(project) ? dockerCompose(project)?.services : undefined;
  return new Map(
    (services ?? dockerrunFile(project)?.containers ?? []).flatMap(({ name, ports }) =>
      ports.flatMap(({ hostPort, protocol, place: at }) =>
        name && protocol === 'tcp' ? [[hostPort, { name: name.text, at }] as const] : [],
      ),
    ),
  );
});

/** A process of a Network Load Balancer needs its protocol. */
const newProcess = (name: string, { port, protocol }: Listener): string =>
  `\`Port: ${port}\`${trimmedText(protocol?.value) === 'TCP' ? ' and `Protocol: TCP`' : ''} to \`aws:elasticbeanstalk:environment:process:${name}\`, and `;

/** Only the implicit process `default` has no place. */
const processNote = ({ name, place, port }: Process): Related[] =>
  place ? [{ at: place, note: `process "${name}" has port ${port}` }] : [];

const entryNote = (server: Server, port: number): Related => ({
  at: server.name.place,
  note: `${describeServer(server)} listens on port ${port}`,
});
