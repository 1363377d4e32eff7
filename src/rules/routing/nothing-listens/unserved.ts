import { PROXIED_ENTRY, PROXY_PORTS } from '../../../knowledge/platform/proxy-ports.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import type { Doubt } from '../../../model/doubt.js';
import { fact } from '../../../model/fact.js';
import {
  type Forward,
  forwardsByPort,
  forwardsOf,
  type SocketForward,
  socketForwardsOf,
} from '../../../model/nginx/forwards.js';
import { type Nginx, nginx } from '../../../model/nginx/nginx.js';
import { nginxServers } from '../../../model/nginx/nginx-servers.js';
import { procfile } from '../../../model/platform/procfile.js';
import { listenerBesideProxy, listenerOn } from '../../../model/presence/port.js';
import { doubtOf } from '../../../model/presence/presence.js';
import type { Project } from '../../../model/project.js';
import { pairs } from '../../../model/routing/pairs.js';
import { type Process } from '../../../model/routing/routing.js';
import { type Target, targets } from '../../../model/routing/targets.js';
import type { Endpoint, Server } from '../../../model/servers/server.js';
import { serversByPort } from '../../../model/servers/server-ports.js';
import { servers } from '../../../model/servers/servers.js';
import type { EffectiveSetting } from '../../../model/settings/settings.js';
import { groupBy } from '../../../util/collections.js';
import { baseName } from '../../../util/paths.js';

/** A process that gets requests on a port where nothing listens. */
interface UnservedProcess {
  readonly process: Process;
  readonly port: number;
  readonly portSetting: EffectiveSetting;
  /** What sends it requests. */
  readonly senders: readonly Target[];
  readonly doubt: Doubt | undefined;
}

/** Where the proxy of each instance always listens. */
export const HTTP = 80;

/** The processes that get requests although nothing that the project starts listens on their ports. */
export const unservedProcesses = fact('unservedProcesses', (project): readonly UnservedProcess[] => {
  const paired = new Set(pairs(project).map(({ process }) => process));
  const byProcess = groupBy(targets(project), ({ process }) => (process ? [process] : []));
  return [...byProcess].flatMap(([process, senders]) => {
    const { port, portSetting } = process;
    if (port === undefined || !portSetting || port === HTTP || paired.has(process)) return [];
    const presence = listenerOn(port, project);
    return presence.kind === 'there'
      ? []
      : [{ process, port, portSetting, senders, doubt: doubtOf(presence) }];
  });
});

/** A port to which nginx passes requests, and where nothing listens. */
interface UnservedForward extends Forward {
  /** The only server that gets no requests: the port of one of the two is wrong. */
  readonly server: Server | undefined;
  readonly doubt: Doubt | undefined;
}

/** The ports of `proxy_pass` directives, once each, on which nothing that the project starts listens. */
export const unservedForwards = fact('unservedForwards', (project): readonly UnservedForward[] => {
  // Without a Procfile, the platform starts a server for its proxy.
  if (!procfile(project)) return [];
  const forwards = forwardsOf(nginx(project));
  const { installed, others: otherFiles } = nginx(project);
  if (forwards.length === 0) return [];
  const ofNginx = unknownNginx(nginx(project));
  const own = new Set(
    [installed, ...otherFiles]
      .flatMap(nginxServers)
      .flatMap(({ listens }) => listens.map(({ port }) => port)),
  );
  const unserved = [...forwardsByPort(nginx(project))].flatMap(([port, [first]]) => {
    const presence = listenerBesideProxy(port, project);
    const isServed = PROXY_PORTS.has(port) || own.has(port) || presence.kind === 'there';
    return first && !isServed ? [{ ...first, doubt: ofNginx ?? doubtOf(presence) }] : [];
  });
  const [only, ...others] = serversWithoutRequests(project, forwards);
  const isOnly = unserved.filter(({ doubt }) => !doubt).length === 1 && others.length === 0;
  return unserved.map((forward) => ({ ...forward, server: isOnly ? only : undefined }));
});

/** Why it is not known what nginx reads. */
function unknownNginx(own: Nginx): Doubt | undefined {
  if (!own.isComplete) return { reason: 'not all files of nginx are known', at: undefined };
  return isReplaced(own)
    ? { reason: 'another file takes the place of one that nginx reads', at: undefined }
    : undefined;
}

/** Whether another file takes the place of one that nginx reads: what that says may never hold. */
function isReplaced({ files }: Nginx): boolean {
  const paths = new Set(files.flatMap(({ path, source }) => (source.origin === 'platform' ? path : [])));
  return files.some(({ path, source }) => source.origin !== 'platform' && paths.has(path));
}

/** A socket to which nginx passes requests and where nothing listens, and where the only server listens instead. */
interface UnservedSocket extends SocketForward {
  readonly server: Server;
  /** As nginx writes it. */
  readonly address: string;
}

/** The sockets of `proxy_pass` directives that no server makes, where the project has one server only and names them nowhere else. */
export const unservedSockets = fact('unservedSockets', (project): readonly UnservedSocket[] => {
  const forwards = procfile(project) ? socketForwardsOf(nginx(project)) : [];
  if (forwards.length === 0 || !nginx(project).isComplete || isReplaced(nginx(project))) return [];
  const [server, ...others] = servers(project);
  const [endpoint, ...more] = server?.endpoints ?? [];
  const isOnly = others.length === 0 && more.length === 0 && procfile(project)?.entries.length === 1;
  const address = endpoint && isOnly ? addressOf(endpoint) : undefined;
  if (!server?.isCertain || address === undefined) return [];
  return forwards.flatMap((forward) => {
    const isServed = address.endsWith(`unix:${plainSocket(forward.path)}`);
    return isServed || isNamedElsewhere(baseName(forward.path), project)
      ? []
      : [{ ...forward, server, address: forwardPrefix(forward) ? address : address.replace('http://', '') }];
  });
});

/** What nginx passes requests to for an endpoint; undefined where it is not known. The processes run in the application's folder. */
function addressOf(endpoint: Endpoint): string | undefined {
  if (endpoint.kind === 'tcp')
    return endpoint.port.value === undefined ? undefined : `http://127.0.0.1:${endpoint.port.value}`;
  const { path } = endpoint;
  if (path === undefined || !/^[\w./-]+$/.test(path)) return undefined;
  return `http://unix:${plainSocket(path.startsWith('/') ? path : `/var/app/current/${path.replace(/^\.\//, '')}`)}`;
}

/** `/var/run` is a link to `/run`. */
const plainSocket = (path: string): string => path.replace(/\/+/g, '/').replace(/^\/var\/run\//, '/run/');

/** Whether the place is the address of a `proxy_pass`, and not the server of an upstream. */
const forwardPrefix = ({ place: { file, span } }: SocketForward): boolean =>
  /^["']?http/.test(file.text.slice(span.start, span.end));

/** Whether a file besides those of nginx names it, such as a unit or a script that starts another server. */
const isNamedElsewhere = (name: string, project: Project): boolean =>
  deployedFiles(project).files.some(
    (file) =>
      'source' in file && !file.name.startsWith('.platform/nginx/') && file.source.text.includes(name),
  );

/** The servers besides `web`, which Elastic Beanstalk's own configuration reaches, that neither nginx nor a listener leads to. */
function serversWithoutRequests(project: Project, forwards: readonly Forward[]): Server[] {
  const ports = new Set([
    ...forwards.map(({ port }) => port),
    ...targets(project).map(({ process }) => process?.port),
  ]);
  const reached = new Set([...ports].flatMap((port) => serversOn(port, project)));
  return servers(project).filter(
    (server) =>
      server.name.value !== PROXIED_ENTRY &&
      server.endpoints.every((endpoint) => endpoint.kind === 'tcp') &&
      !reached.has(server),
  );
}

const serversOn = (port: number | undefined, project: Project): readonly Server[] =>
  (port === undefined ? undefined : serversByPort(servers(project)).get(port)) ?? [];
