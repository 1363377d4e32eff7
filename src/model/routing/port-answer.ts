import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { type Publisher, publishersByPort } from '../docker/containers.js';
import { fact } from '../fact.js';
import { nginx } from '../nginx/nginx.js';
import { nginxServers } from '../nginx/nginx-servers.js';
import { mayListen, mayListenBesideProxy } from '../presence/port.js';
import type { Project } from '../project.js';
import { proxyServer } from '../proxy/proxy-server.js';
import type { Server } from '../servers/server.js';
import { serversByPort } from '../servers/server-ports.js';
import { servers } from '../servers/servers.js';

/**
 * What answers on a port of an instance.
 * - `containers`: those that publish it
 * - `proxy`: the platform's own
 * - `servers`: those that are known
 * - `unknown`: something that the text does not tell may
 * - `nothing`: it is certain that nothing does
 */
export type PortAnswer =
  | { readonly kind: 'containers'; readonly containers: readonly Publisher[] }
  | { readonly kind: 'proxy' }
  | { readonly kind: 'servers'; readonly servers: readonly Server[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'nothing' };

/** What answers a load balancer, or a client from outside. */
export function answerOn(port: number, project: Project): PortAnswer {
  const containers = publishersByPort(project).get(port) ?? [];
  if (containers.length > 0) return { kind: 'containers', containers };
  if (isPortOfProxy(port, project)) return { kind: 'proxy' };
  return answerOfServers(port, project, mayListen);
}

/** It always listens on port 80; on 443, nginx does where its configuration says so. */
const isPortOfProxy = (port: number, project: Project): boolean =>
  port === 80 ||
  ownPortsOfNginx(project).has(port) ||
  (PROXY_PORTS.has(port) && (proxyServer(project).program !== 'nginx' || !nginx(project).isComplete));

/** What answers the proxy, besides what it passes requests to by itself. */
export const answerBehindProxy = (port: number, project: Project): PortAnswer =>
  answerOfServers(port, project, mayListenBesideProxy);

function answerOfServers(
  port: number,
  project: Project,
  mayOthers: (port: number, project: Project) => boolean,
): PortAnswer {
  const listening = serversByPort(servers(project)).get(port) ?? [];
  if (listening.length > 0) return { kind: 'servers', servers: listening };
  return { kind: mayOthers(port, project) ? 'unknown' : 'nothing' };
}

/** The ports on which the project makes nginx listen. */
const ownPortsOfNginx = fact(
  'ownPortsOfNginx',
  (project): ReadonlySet<number> =>
    new Set(
      proxyServer(project).program === 'nginx'
        ? nginxServers(nginx(project).installed).flatMap(({ listens }) =>
            listens.flatMap(({ isOwn, port }) => (isOwn && port !== undefined ? [port] : [])),
          )
        : [],
    ),
);
