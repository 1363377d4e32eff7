import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { defaultProcess, routing } from '../../model/routing/read-routing.js';
import { type Listener, type Process, processesByPort } from '../../model/routing/routing.js';
import type { Server } from '../../model/servers/server.js';
import { describeServer, serversByPort } from '../../model/servers/server-ports.js';
import { servers } from '../../model/servers/servers.js';
import type { Related } from '../../source/index.js';
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
    if (!listener.place || !hasNoProcess(listener)) return;
    const target = likelyTarget(listener, project);
    const byDefault = defaultProcess(project)?.port;
    if (!target || byDefault === undefined || byDefault === listener.port) return;
    yield {
      at: listener.place,
      message: `Listener ${listener.port} has no DefaultProcess, so its requests go to port ${byDefault}`,
      help: target.help,
      related: target.related,
    };
  },
};

/** Requests to the usual ports of the web are expected to go to `default`. */
const WEB_PORTS: ReadonlySet<number> = new Set([80, 443]);

const hasNoProcess = ({ port, enabled, defaultProcess, rulesSetting }: Listener): boolean =>
  enabled === true && !WEB_PORTS.has(port) && !defaultProcess && !rulesSetting;

interface Target {
  readonly help: string;
  readonly related: readonly Related[];
}

/** The process on the port of the listener, and the server there, which needs a process. */
function likelyTarget({ port, namespace }: Listener, project: Project): Target | undefined {
  const process = processesByPort(routing(project)).get(port)?.[0];
  // Requests to `default` go through the proxy to `web`.
  const server = serversByPort(servers(project))
    .get(port)
    ?.find(({ name }) => name.value !== PROXIED_ENTRY);
  const name = process?.name ?? server?.name.value;
  if (name === undefined) return undefined;
  const setPort = `\`Port: ${port}\` to \`aws:elasticbeanstalk:environment:process:${name}\`, and `;
  return {
    help: `Add ${process ? '' : setPort}\`DefaultProcess: ${name}\` to \`${namespace}\`.`,
    related: [...(process ? processNote(process) : []), ...(server ? [entryNote(server, port)] : [])],
  };
}

/** Only the implicit process `default` has no place. */
const processNote = ({ name, place, port }: Process): Related[] =>
  place ? [{ at: place, note: `process "${name}" has port ${port}` }] : [];

const entryNote = (server: Server, port: number): Related => ({
  at: server.name.place,
  note: `${describeServer(server)} listens on port ${port}`,
});
