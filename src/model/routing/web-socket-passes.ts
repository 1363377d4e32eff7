import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { opensOnlyWebSockets, webSocketPaths } from '../../parse/server-config/node-script.js';
import type { Place, SourceFile } from '../../source/index.js';
import { lazily, oncePer } from '../../util/memo.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
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
  const upgraded = new Set(
    [...new Set(passes.flatMap(({ missing, ports }) => (missing ? [] : [ports])))].flat(),
  );
  const isUpgraded = oncePer((ports: readonly number[]) => ports.some((port) => upgraded.has(port)));
  return passes.flatMap(({ pass, location, ports, missing }) => {
    const use = missing && useOf(location, serversOn(project)(ports), project);
    if (!use || (!use.isPathClear && isUpgraded(ports))) return [];
    const { proof, isCertain } = use;
    return [{ pass, location, missing, proof, isCertain }];
  });
}

interface Use extends Pick<WebSocketPass, 'proof' | 'isCertain'> {
  /** Whether the path itself says what it is for. */
  readonly isPathClear: boolean;
}

/** The servers on some ports of the machine: asked once for all locations that pass requests there. */
interface ServersOn {
  readonly first: Server | undefined;
  /** Whether each of them can serve WebSockets. */
  readonly canServe: boolean;
  readonly areDaphne: boolean;
  /** Whether something runs on each of the ports. */
  readonly isComplete: boolean;
  readonly areCertain: boolean;
  /** Whether each of them serves nothing but WebSockets. */
  readonly serveNothingElse: boolean;
  /** Whether Node.js may listen there, and where its scripts serve WebSockets. */
  readonly mayBeNode: boolean;
  readonly served: () => ReadonlyMap<string, Place>;
  readonly isBesideWeb: () => boolean;
}

const serversOn = fact('serversOn', (project) =>
  oncePer((ports: readonly number[]): ServersOn => {
    const byPort = serversByPort(servers(project));
    const lists = ports.flatMap((port) => [byPort.get(port) ?? []]);
    const all = lists.flat();
    const [first] = all;
    return {
      first,
      canServe: all.every(({ webSockets }) => webSockets === true),
      areDaphne: all.every(({ program }) => program.id === 'daphne'),
      isComplete: all.length >= ports.length,
      areCertain: all.every(({ isCertain }) => isCertain),
      serveNothingElse: all.every(isOfWebSockets),
      mayBeNode: ports.length > 0 && all.every(({ program }) => program.id === 'node'),
      served: first ? lazily(() => servedBy(lists, project)) : () => servedAnywhere(project),
      isBesideWeb: lazily(() => first !== undefined && isBesideWeb(first, project)),
    };
  }),
);

/** What shows that requests of a location are WebSockets; undefined where nothing does. */
function useOf(location: string, on: ServersOn, project: Project): Use | undefined {
  const path = withoutPattern(location);
  const isPathClear = isWebSocketPath(path);
  const { first, isComplete, mayBeNode, areDaphne } = on;
  if (first && on.canServe) {
    const isSure = on.areCertain && isComplete;
    if (!isSure || (!isPathClear && !(areDaphne && on.isBesideWeb()))) return undefined;
    return { proof: proofOf(first), isPathClear, isCertain: areDaphne && isPathClear };
  }
  if (first && isComplete && on.serveNothingElse)
    return { proof: proofOf(first), isPathClear: true, isCertain: true };
  const place = mayBeNode ? on.served().get(path) : undefined;
  if (place) {
    const proof = { place, note: 'WebSockets are served at this path', name: 'the application' };
    return { proof, isPathClear: location !== '/', isCertain: true };
  }
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

/** Where scripts that Node.js runs serve WebSockets, by each path that leads there; the first takes precedence. */
const servedBy = (nodes: readonly (readonly Server[])[], project: Project): ReadonlyMap<string, Place> => {
  const existing = existingFiles(deployedFiles(project));
  const scripts = [...new Set([...new Set(nodes)].flatMap(scriptsRunBy))];
  return new Map(
    scripts
      .flatMap((name) => existing.source(name) ?? [])
      .flatMap((script) => [...servedBelow(script)])
      .reverse(),
  );
};

const servedAnywhere = fact('servedAnywhere', (project) =>
  servedBy([servers(project), platformServers(project)], project),
);

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

const libraryOf = fact('libraryOf', (project): WebSocketPass['proof'] | undefined => {
  const found = packageJson(project)
    ?.packages('dependencies')
    .find(({ key }) => LIBRARIES.has(key.text));
  return (
    found && { place: found.key.place, note: `${found.key.text} serves WebSockets`, name: 'the application' }
  );
});

const WEB_SOCKET_PATH = /^\/?(?:.*\/)?(?:ws|wss|websockets?)(?:[/*].*)?$/i;

/** Whether a path says by itself what it is for. Socket.IO and its like are left out: they work without WebSockets as well. */
export const isWebSocketPath = (path: string): boolean => WEB_SOCKET_PATH.test(path);
