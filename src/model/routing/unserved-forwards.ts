import { forwardsByPort, forwardsOf, type Forward } from '../nginx/forwards.js';
import { nginxServers } from '../nginx/nginx-servers.js';
import type { Project } from '../project.js';
import { mayListenBesideProxy } from '../servers/may-listen.js';
import type { Server } from '../servers/server.js';
import { serversByPort } from '../servers/listens-on.js';
import { targetsOf } from './targets.js';
import { procfile } from '../platform/procfile.js';
import { nginx } from '../nginx/nginx.js';
import { servers } from '../servers/servers.js';
import { fact } from '../fact.js';
import { PROXY_PORTS, PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';

/** A port to which nginx passes requests, and where nothing listens. */
export interface UnservedForward extends Forward {
  /** The only server that gets no requests: the port of one of the two is wrong. */
  readonly server: Server | undefined;
}

/** The ports of `proxy_pass` directives, once each, on which nothing that the project starts listens. */
export const unservedForwards = fact('unservedForwards', (project): readonly UnservedForward[] => {
  // Without a Procfile, the platform starts a server for its proxy.
  if (!procfile(project)) return [];
  const forwards = forwardsOf(nginx(project));
  const { installed, isComplete, others: otherFiles } = nginx(project);
  if (forwards.length === 0 || !isComplete || otherFiles.length > 0) return [];
  const own = new Set(nginxServers(installed).flatMap(({ listens }) => listens.map(({ port }) => port)));
  const unserved = [...forwardsByPort(nginx(project))].flatMap(([port, [first]]) =>
    first && !PROXY_PORTS.has(port) && !own.has(port) && !mayListenBesideProxy(port, project) ? [first] : [],
  );
  const [only, ...others] = serversWithoutRequests(project, forwards);
  const server = unserved.length === 1 && others.length === 0 ? only : undefined;
  return unserved.map((forward) => ({ ...forward, server }));
});

/** The servers besides `web`, which Elastic Beanstalk's own configuration reaches, that neither nginx nor a listener leads to. */
function serversWithoutRequests(project: Project, forwards: readonly Forward[]): Server[] {
  const ports = [...forwards, ...targetsOf(project).map(({ process }) => ({ port: process?.port }))];
  const reached = new Set(ports.flatMap(({ port }) => serversOn(port, project)));
  return servers(project).filter(
    (server) =>
      server.name.value !== PROXIED_ENTRY &&
      server.endpoints.every((endpoint) => endpoint.kind === 'tcp') &&
      !reached.has(server),
  );
}

const serversOn = (port: number | undefined, project: Project): readonly Server[] =>
  (port === undefined ? undefined : serversByPort(servers(project)).get(port)) ?? [];
