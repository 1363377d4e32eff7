import { textAt } from '../../source/index.js';
import { numbersIn } from '../../util/text.js';
import { resourceEntries } from '../bundle/config-files.js';
import { fact } from '../fact.js';
import type { NginxConfiguration } from '../nginx/configuration.js';
import { defaultServers, isNamed, type NginxServer, nginxServers } from '../nginx/nginx-servers.js';
import type { Project } from '../project.js';
import { mayBeInstancePort } from './classic-targets.js';
import { mayBeProcessPort } from './targets.js';

/** The first server of the project's own that may get requests, be it from the load balancer or from the Internet. */
export function askedServer(configuration: NginxConfiguration, project: Project): NginxServer | undefined {
  const servers = nginxServers(configuration);
  const defaults = defaultServers(servers);
  return servers.find(
    (server) =>
      server.placed.file.source !== undefined &&
      server.listens.some(
        ({ socket, port }) =>
          !/^(?:unix:|127\.|localhost:|\[::1\])/.test(socket) &&
          (isNamed(server) || defaults.get(socket) === server) &&
          (port === undefined || isPortOpen(port, project)),
      ),
  );
}

/** By default, the instances are open for port 80 only: anything else is a process, an instance port, or a rule of the project's own. */
const isPortOpen = (port: number, project: Project): boolean =>
  port === HTTP ||
  mayBeProcessPort(port, project) ||
  mayBeInstancePort(port, project) ||
  resourceNumbers(project).has(String(port));

const HTTP = 80;

const resourceNumbers = fact(
  'resourceNumbers',
  (project): ReadonlySet<string> =>
    new Set(
      resourceEntries(project).flatMap(({ Properties }) =>
        Properties ? [...numbersIn(textAt(Properties.value.place))] : [],
      ),
    ),
);
