import { PROXIED_ENTRY, PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { proxy } from '../../model/nginx/proxy.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import { isWorkerTier } from '../../model/platform/tier.js';
import type { Project } from '../../model/project.js';
import { possibleProxyTargets, proxySocket } from '../../model/proxy/proxy-target.js';
import { routing } from '../../model/routing/read-routing.js';
import { DEFAULT_PROCESS } from '../../model/routing/routing.js';
import type { Server } from '../../model/servers/server.js';
import { servers } from '../../model/servers/servers.js';
import { settings } from '../../model/settings/settings.js';
import { placeOf, textAt } from '../../source/index.js';
import { list } from '../../util/text.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';
import { OF_PROXIES } from '../support/lost-words.js';

/** More names than that do not help to choose. */
const MAX_NAMED_PROCESSES = 6;

export const noWeb: Rule = {
  meta: {
    summary: 'The Procfile has no process named "web"',
    why: 'The proxy on each instance passes requests to the main process, which is the one named "web". Without it, requests end in 502 Bad Gateway.',
    consequence: 'traffic-breaks',
    references: ['guide:platforms-linux-extend.build-proc', 'guide:go-procfile'],
    claimsAbsence: OF_PROXIES,
  },
  needs: source('Procfile'),
  *check(project) {
    const file = procfile(project);
    if (!file || file.lines.some(({ kind }) => kind === 'bad')) return;
    const names = file.entries.map(({ name }) => name);
    if (names.some(({ value }) => value === PROXIED_ENTRY)) return;
    const isBypassed = routing(project).processes.some(
      ({ name, port }) => name === DEFAULT_PROCESS && !PROXY_PORTS.has(port),
    );
    if (servers(project).some((server) => isReachedByProxy(server, project))) return;
    if (proxy(project).isCustomized || isBypassed || isWorkerTier(project)) return;
    yield {
      at: names[0]?.place ?? placeOf(file.file, 0, 0),
      message: 'No process is named "web", so the proxy has nowhere to send requests',
      help: helpWith(
        names.map(({ value }) => `\`${value}\``),
        file.file.text,
      ),
    };
  },
};

/** Whether a server listens where the proxy passes requests to, whatever its process is called. */
function isReachedByProxy({ endpoints }: Server, project: Project): boolean {
  const ports = possibleProxyTargets(settings(project), platform(project)).map(({ port }) => port);
  const socket = proxySocket(project);
  return endpoints.some((endpoint) =>
    endpoint.kind === 'tcp'
      ? ports.some((port) => port === endpoint.port.value)
      : socket !== undefined && textAt(endpoint.place).includes(socket),
  );
}

/** A comment that was the line of the process. */
const COMMENTED_OUT = /^#[ \t]*web:/m;

function helpWith(names: readonly string[], text: string): string {
  if (names.length === 0)
    return COMMENTED_OUT.test(text)
      ? 'Delete the `#` before `web:`.'
      : 'Add `web:` with the command that starts the application after it.';
  if (names.length === 1) return `Rename ${names[0]} to \`web\`, if it serves requests.`;
  const which = names.length > MAX_NAMED_PROCESSES ? '' : ` (${list(names, 'or')})`;
  return `Rename the process that serves requests${which} to \`web\`.`;
}
