import { typeOf } from '../../../parse/index.js';
import { resourceEntries } from '../../../model/bundle/config-files.js';
import { proxyPorts } from '../../../knowledge/platform/proxy-ports.js';
import type { Procfile } from '../../../parse/procfile.js';
import { oncePer } from '../../../util/memo.js';
import { groupBy } from '../../../util/collections.js';
import { numbersIn } from '../../../util/text.js';
import type { Project } from '../../../model/project.js';
import type { Server } from '../../../model/servers/server.js';
import { settings, type Settings } from '../../../model/settings/settings.js';
import { routing } from '../../../model/routing/read-routing.js';
import { proxyTarget } from '../../../model/proxy/proxy-target.js';
import { proxy } from '../../../model/nginx/proxy.js';
import { procfile } from '../../../model/platform/procfile.js';

/** Option settings that may lead requests to a port, those of listeners and processes apart. */
const OTHER_SETTINGS = /^aws:(?:elasticbeanstalk:application:environment$|elb:)/;

/** Routes of the project's own: which process they lead to, no text tells. */
const OWN_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/**
 * Whether requests may come to a server in other ways than from a listener to a process: through the proxy, a classic
 * load balancer, another program of the project, or in a way that the text does not tell.
 */
export function mayBeReachedElsewhere(server: Server, project: Project): boolean {
  return (
    server.endpoints.some(
      (endpoint) =>
        endpoint.kind === 'unix' ||
        endpoint.port.value === undefined ||
        isNamedElsewhere(endpoint.port.value, server, project),
    ) || isRoutingUnknown(project)
  );
}

const isRoutingUnknown = oncePer(
  (project: Project): boolean =>
    routing(project).processes.some(({ port }) => port === undefined) ||
    routing(project).rules.some(({ process }) => process?.isMissing) ||
    resourceEntries(project).some((resource) => typeOf(resource) === OWN_RULE),
);

function isNamedElsewhere(port: number, server: Server, project: Project): boolean {
  const number = String(port);
  const starts = procfile(project);
  const entries = starts && entriesByNumber(starts).get(number);
  // Where nothing names a platform, a server that serves WebSockets still tells Python's: all that are known are Python's.
  const target = proxyTarget(project);
  const targets = target ? [target.port] : proxyPorts('python');
  return (
    targets.includes(port) ||
    proxy(project).isPortMentioned(port) ||
    entries?.some(({ name }) => name.value !== server.name.value) === true ||
    numbersInSettings(settings(project)).has(number)
  );
}

/** The entries whose commands hold a number. */
const entriesByNumber = oncePer(({ entries }: Procfile) =>
  groupBy(entries, ({ command }) => numbersIn(command.text)),
);

const numbersInSettings = oncePer(
  (settings: Settings): ReadonlySet<string> =>
    new Set(
      [...settings.effectiveSettings()]
        .filter(({ namespace }) => OTHER_SETTINGS.test(namespace.value))
        .flatMap(({ value }) => [...numbersIn(value.text)]),
    ),
);
