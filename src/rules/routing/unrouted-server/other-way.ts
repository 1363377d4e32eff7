import { proxyPorts } from '../../../knowledge/platform/proxy-ports.js';
import { resourceEntries } from '../../../model/bundle/config-files.js';
import type { Doubt } from '../../../model/doubt.js';
import { proxy } from '../../../model/nginx/proxy.js';
import { procfile } from '../../../model/platform/procfile.js';
import type { Project } from '../../../model/project.js';
import { proxyTarget } from '../../../model/proxy/proxy-target.js';
import { routing } from '../../../model/routing/read-routing.js';
import type { Server } from '../../../model/servers/server.js';
import { type Settings, settings } from '../../../model/settings/settings.js';
import { typeOf } from '../../../parse/index.js';
import type { Procfile } from '../../../parse/procfile.js';
import type { Place } from '../../../source/index.js';
import { groupBy } from '../../../util/collections.js';
import { oncePer } from '../../../util/memo.js';
import { numbersIn } from '../../../util/text.js';

/** Option settings that may lead requests to a port, those of listeners and processes apart. */
const OTHER_SETTINGS = /^aws:(?:elasticbeanstalk:application:environment$|elb:)/;

/** Routes of the project's own: which process they lead to, no text tells. */
const OWN_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/**
 * In which other way than from a listener to a process requests may come to a server: through the proxy, a classic load
 * balancer, another program of the project, or in a way that the text does not tell.
 */
export function otherWay(server: Server, project: Project): Doubt | undefined {
  for (const endpoint of server.endpoints) {
    if (endpoint.kind === 'unix') return { reason: 'it listens on a Unix socket', at: server.name.place };
    const { value, place } = endpoint.port;
    if (value === undefined) return { reason: 'its port is not known', at: place };
    const doubt = otherWayTo(value, server, project);
    if (doubt) return doubt;
  }
  return unknownRouting(project);
}

const unknownRouting = oncePer((project: Project): Doubt | undefined => {
  const { processes, rules } = routing(project);
  const process = processes.find(({ port }) => port === undefined);
  if (process) return { reason: `the port of process "${process.name}" is not known`, at: process.place };
  const rule = rules.find((one) => one.process?.isMissing);
  if (rule) return { reason: `rule "${rule.name}" names a process that is not declared`, at: rule.place };
  const resource = resourceEntries(project).find((one) => typeOf(one) === OWN_RULE);
  return resource && { reason: 'this resource sends requests as well', at: resource.name.place };
});

function otherWayTo(port: number, server: Server, project: Project): Doubt | undefined {
  const number = String(port);
  const starts = procfile(project);
  const entries = starts && entriesByNumber(starts).get(number);
  // Where nothing names a platform, a server that serves WebSockets still tells Python's: all that are known are Python's.
  const target = proxyTarget(project);
  const targets = target ? [target.port] : proxyPorts('python');
  if (targets.includes(port)) return { reason: `the proxy passes requests to port ${port}`, at: undefined };
  if (proxy(project).isPortMentioned(port))
    return { reason: `a file of the proxy or a resource names port ${port}`, at: undefined };
  const entry = entries?.find(({ name }) => name.value !== server.name.value);
  if (entry) return { reason: `this names the number ${port}`, at: entry.name.place };
  const at = numbersInSettings(settings(project)).get(number);
  return at && { reason: `this setting names the number ${port}`, at };
}

/** The entries whose commands hold a number. */
const entriesByNumber = oncePer(({ entries }: Procfile) =>
  groupBy(entries, ({ command }) => numbersIn(command.text)),
);

const numbersInSettings = oncePer(
  (settings: Settings): ReadonlyMap<string, Place> =>
    new Map(
      [...settings.effectiveSettings()]
        .filter(({ namespace }) => OTHER_SETTINGS.test(namespace.value))
        .flatMap(({ value }) => [...numbersIn(value.text)].map((number) => [number, value.place] as const)),
    ),
);
