import { isLoopback } from '../../knowledge/servers/loopback.js';
import type { Level, NginxConfiguration, PlacedDirective } from '../../model/nginx/configuration.js';
import { nginxConfigurations } from '../../model/nginx/nginx.js';
import {
  defaultServers,
  type Listen,
  type NginxServer,
  nginxServers,
} from '../../model/nginx/nginx-servers.js';
import { type PassTarget, readPassTarget, upstreamsOf } from '../../model/nginx/pass-targets.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import type { NginxWord } from '../../parse/nginx/nginx-scanner.js';
import { directive } from '../on.js';
import type { EachRule } from '../rule.js';
import { addressOfApplication, isOwn } from '../support/in-nginx.js';

export const proxyLoop: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'A server of nginx passes requests to its own port',
    why: 'Every request comes back to the server that passed it on, until all connections are in use: "worker_connections are not enough". The application does not get it, and cannot listen on that port either.',
    consequence: 'traffic-breaks',
    references: ['nginx:http/ngx_http_proxy_module#proxy_pass', 'guide:platforms-linux-extend.proxy'],
  },
  needs: directive('proxy_pass', 'fastcgi_pass', 'grpc_pass', 'scgi_pass', 'uwsgi_pass'),
  each: nginxConfigurations,
  *check(configuration, project) {
    for (const { pass, url, port, listen, server } of proxyLoops(configuration))
      if (isOwn(pass))
        yield {
          at: url.place,
          message: `nginx passes requests to port ${port}, where this server itself listens`,
          help: helpFor(port, project),
          ...(listen.word && isOwn(server.placed)
            ? { related: [{ at: listen.word.place, note: `listens on port ${port} here` }] }
            : {}),
        };
  },
};

/** The application may listen on the port of the server too, which nginx takes first. */
function helpFor(port: number, project: Project): string {
  const address = addressOfApplication(project);
  const isOfApplication =
    address.endsWith(`:${port}`) || (platform(project).language === undefined && DEFAULT_PORTS.has(port));
  return isOfApplication
    ? `Write another port than ${port} in \`listen\`: the application listens there.`
    : `Pass them to the application, which listens on another port, such as \`${address}\`.`;
}

/** What the platforms tell the application to listen on. */
const DEFAULT_PORTS: ReadonlySet<number> = new Set([5000, 8080]);

/** A `proxy_pass` that sends a request to the server that it came from, again and again. */
interface ProxyLoop {
  readonly pass: PlacedDirective;
  readonly url: NginxWord;
  readonly port: number;
  readonly listen: Listen;
  readonly server: NginxServer;
}

/** The first one of each server. */
export function proxyLoops(configuration: NginxConfiguration): ProxyLoop[] {
  const servers = nginxServers(configuration);
  const addresses = upstreamsOf(configuration);
  const defaults = defaultServers(servers);
  const isShared = sharedPorts(servers);
  return servers.flatMap((server) => {
    for (const pass of passesIn(server.placed.block)) {
      const [url] = pass.directive.args;
      const target = url && readPassTarget(url.text);
      if (!target || !keepsPath(pass, target)) continue;
      for (const port of addresses(target)) {
        const listen = server.listens.find((candidate) => candidate.port === port && isReached(candidate));
        if (listen && (!isShared.has(port) || defaults.get(listen.socket) === server || keepsHost(pass)))
          return [{ pass, url, port, listen, server }];
      }
    }
    return [];
  });
}

/** The `proxy_pass` directives of a server, wherever they are inside. */
function passesIn(block: Level | undefined): PlacedDirective[] {
  const found: PlacedDirective[] = [];
  const open = block ? [block] : [];
  for (let level = open.pop(); level; level = open.pop())
    for (const placed of level.directives) {
      if (placed.directive.name.text === 'proxy_pass') found.push(placed);
      if (placed.block) open.push(placed.block);
    }
  return found.reverse();
}

/** Whether a connection of the machine to itself arrives there. */
const isReached = ({ socket }: Listen): boolean =>
  socket.startsWith('*:') || isLoopback(socket.slice(0, socket.lastIndexOf(':')));

/** The ports on which more than one server listens. */
function sharedPorts(servers: readonly NginxServer[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const shared = new Set<number>();
  for (const { listens } of servers)
    for (const port of new Set(listens.flatMap((listen) => listen.port ?? [])))
      (seen.has(port) ? shared : seen).add(port);
  return shared;
}

const HOST_OF_REQUEST: ReadonlySet<string> = new Set(['$host', '$http_host']);

/** Whether the request keeps the name by which nginx chose the server. */
const keepsHost = ({ level }: PlacedDirective): boolean =>
  level.directives.some(
    ({ directive: { name, args } }) =>
      name.text === 'proxy_set_header' &&
      args[0]?.text.toLowerCase() === 'host' &&
      HOST_OF_REQUEST.has(args[1]?.text ?? ''),
  );

/** What may send a request elsewhere the second time. */
const CHANGES: ReadonlySet<string> = new Set(['if', 'return', 'rewrite', 'try_files', 'auth_request']);

/** Whether the path of the request arrives unchanged, so that it meets the same location again. */
function keepsPath({ level }: PlacedDirective, { path }: PassTarget): boolean {
  if (level.directives.some(({ directive }) => CHANGES.has(directive.name.text))) return false;
  if (path === undefined) return true;
  const location = level.owner?.args.at(-1)?.text;
  return location === path;
}
