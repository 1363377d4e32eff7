import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { opensOnlyWebSockets, webSocketPaths } from '../../parse/server-config/node-script.js';
import type { Place, SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import type { NginxConfiguration, PlacedDirective } from '../nginx/configuration.js';
import { type MissingUpgrade, missingUpgrade } from '../nginx/missing-upgrade.js';
import { readPassTarget, upstreamsOf } from '../nginx/pass-targets.js';
import { packageJson } from '../packages/package-json.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import type { Server } from '../servers/server.js';
import { describeServer, serversByPort } from '../servers/server-ports.js';
import { platformServers, servers } from '../servers/servers.js';
import { pairs } from './pairs.js';

/** A `proxy_pass` of the project that WebSockets come to, and that does not pass on their upgrade. */
export interface WebSocketPass {
  readonly pass: PlacedDirective;
  /** The path of its location. */
  readonly location: string;
  readonly missing: MissingUpgrade;
  /** What shows that there are WebSockets, and what serves them: `daphne`. */
  readonly proof: { readonly place: Place; readonly note: string; readonly name: string };
  /** False where the path only suggests WebSockets. */
  readonly isCertain: boolean;
}

export function webSocketPasses(configuration: NginxConfiguration, project: Project): WebSocketPass[] {
  const portsOf = upstreamsOf(configuration);
  const passes = configuration.all.flatMap((pass) => {
    const target =
      pass.directive.name.text === 'proxy_pass' && readPassTarget(pass.directive.args[0]?.text ?? '');
    const location = pass.level.context === 'location' ? pass.level.owner?.args.at(-1)?.text : undefined;
    if (!target || location === undefined || !pass.file.source) return [];
    return [{ pass, location, ports: portsOf(target), missing: missingUpgrade(pass.level) }];
  });
  const upgraded = new Set(passes.flatMap(({ missing, ports }) => (missing ? [] : ports)));
  return passes.flatMap(({ pass, location, ports, missing }) => {
    const use = missing && useOf(location, ports, project);
    if (!use || (!use.isPathClear && ports.some((port) => upgraded.has(port)))) return [];
    const { proof, isCertain } = use;
    return [{ pass, location, missing, proof, isCertain }];
  });
}

interface Use extends Pick<WebSocketPass, 'proof' | 'isCertain'> {
  /** Whether the path itself says what it is for. */
  readonly isPathClear: boolean;
}

/** What shows that requests of a location, passed to these ports of the machine, are WebSockets; undefined where nothing does. */
function useOf(location: string, ports: readonly number[], project: Project): Use | undefined {
  const isPathClear = isWebSocketPath(withoutPattern(location));
  const byPort = serversByPort(servers(project));
  const lists = ports.flatMap((port) => [byPort.get(port) ?? []]);
  const onPorts = lists.flat();
  const [server] = onPorts;
  if (server && onPorts.every(({ webSockets }) => webSockets === true)) {
    const isDaphne = onPorts.every(({ program }) => program.id === 'daphne');
    const isSure = onPorts.every((one) => one.isCertain) && onPorts.length >= ports.length;
    if (!isSure || (!isPathClear && !(isDaphne && isBesideWeb(server, project)))) return undefined;
    return { proof: proofOf(server), isPathClear, isCertain: isDaphne && isPathClear };
  }
  if (server && onPorts.length >= ports.length && onPorts.every(isOfWebSockets))
    return { proof: proofOf(server), isPathClear: true, isCertain: true };
  const mayBeNode = ports.length > 0 && onPorts.every(({ program }) => program.id === 'node');
  const served = mayBeNode
    ? servedPath(
        withoutPattern(location),
        onPorts.length > 0 ? lists : [servers(project), platformServers(project)],
        project,
      )
    : undefined;
  if (served) return { proof: served, isPathClear: location !== '/', isCertain: true };
  const proof = mayBeNode && isPathClear ? libraryOf(project) : undefined;
  return proof && { proof, isPathClear, isCertain: false };
}

/** Whether the script that is the server says so itself, with `new WebSocketServer({ port: 8090 })`. */
const isOfWebSockets = ({ program, endpoints, isCertain }: Server): boolean =>
  program.id === 'node' &&
  isCertain &&
  endpoints.every(
    (endpoint) =>
      endpoint.kind === 'tcp' &&
      SCRIPT_OF_NODE.test(endpoint.port.place.file.name) &&
      opensOnlyWebSockets(endpoint.port.place.file),
  );

/** Where a script that Node.js runs serves WebSockets, if requests for that path come by this location. */
function servedPath(
  location: string,
  nodes: readonly (readonly Server[])[],
  project: Project,
): WebSocketPass['proof'] | undefined {
  const existing = existingFiles(deployedFiles(project));
  for (const name of nodes.flatMap(scriptsRunBy)) {
    const script = existing.source(name);
    const place = script && servedBelow(script).get(location);
    if (place) return { place, note: 'WebSockets are served at this path', name: 'the application' };
  }
  return undefined;
}

/** The names of the scripts that Node.js runs in some servers, each once. */
const scriptsRunBy = oncePer((nodes: readonly Server[]): readonly string[] => [
  ...new Set(
    nodes.flatMap(({ programWord: { place } }) => {
      const { file, span } = place;
      return RUNS_SCRIPT.exec(file.text.slice(span.start, span.start + MAX_COMMAND))?.[1] ?? [];
    }),
  ),
]);

/** Where a script first serves WebSockets at a path or below it: by that path, with a slash at its end and without. */
const servedBelow = oncePer((script: SourceFile): ReadonlyMap<string, Place> => {
  const found = new Map<string, Place>();
  for (const { value, place } of webSocketPaths(script)) {
    const ends = Array.from(value.matchAll(/\//g), ({ index }) => [index, index + 1]).flat();
    for (const end of [...ends, value.length]) {
      const above = value.slice(0, end);
      if (!found.has(above)) found.set(above, place);
    }
  }
  return found;
});

/** `node server.js` from its program on. */
const RUNS_SCRIPT = /^node(?:[ \t]+--?[\w=-]+)*[ \t]+(?:\.\/)?([\w./-]+\.[cm]?js)\b/;

const MAX_COMMAND = 200;

const SCRIPT_OF_NODE = /\.[cm]?js$/;

/** `^/ws/` is for the path `/ws/`. */
const withoutPattern = (location: string): string => location.replace(/^\^|\$$|\\(?=[/.-])/g, '');

const proofOf = (server: Server): WebSocketPass['proof'] => ({
  place: server.programWord.place,
  note: `${describeServer(server)} ${server.program.id === 'daphne' ? 'serves' : 'can serve'} WebSockets`,
  name: server.program.name,
});

/** Whether a server is there for something else than the pages of `web`, and no load balancer goes to it directly. */
const isBesideWeb = (server: Server, project: Project): boolean =>
  server.name.value !== PROXIED_ENTRY &&
  procfile(project)?.entries.some(({ name }) => name.value === PROXIED_ENTRY) === true &&
  !pairs(project).some((pair) => pair.server === server);

/** Packages of Node.js that serve WebSockets and nothing in their place. */
const LIBRARIES: ReadonlySet<string> = new Set([
  ...['@fastify/websocket', '@nestjs/platform-ws', 'express-ws', 'fastify-websocket', 'koa-websocket'],
  ...['websocket', 'ws'],
]);

function libraryOf(project: Project): WebSocketPass['proof'] | undefined {
  const found = packageJson(project)
    ?.packages('dependencies')
    .find(({ key }) => LIBRARIES.has(key.text));
  return found
    ? { place: found.key.place, note: `${found.key.text} serves WebSockets`, name: 'the application' }
    : undefined;
}

const WEB_SOCKET_PATH = /^\/?(?:.*\/)?(?:ws|wss|websockets?)(?:[/*].*)?$/i;

/** Whether a path says by itself what it is for. Socket.IO and its like are left out: they work without WebSockets as well. */
export const isWebSocketPath = (path: string): boolean => WEB_SOCKET_PATH.test(path);
