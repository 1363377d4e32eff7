import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { classicListeners } from '../../model/load-balancer/classic-listeners.js';
import { environment } from '../../model/load-balancer/environment.js';
import { listenerResources } from '../../model/load-balancer/listener-resources.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { proxySocket, proxyTarget } from '../../model/proxy/proxy-target.js';
import { routing } from '../../model/routing/read-routing.js';
import { type Listener, type ListenerRule, PROCESS_NAMESPACE } from '../../model/routing/routing.js';
import type { Destination } from '../../model/routing/ways.js';
import type { Endpoint, Server } from '../../model/servers/server.js';
import { portsOf } from '../../model/servers/server-ports.js';
import { platformServers, servers } from '../../model/servers/servers.js';
import { type EffectiveSetting, itemsOfSetting, settings } from '../../model/settings/settings.js';
import { type Place, positionsOf, trimmedText } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';

/**
 * How much the files say of something:
 * - `declared`: they declare it
 * - `default`: it exists without being declared
 * - `disabled`: they switch it off
 * - `missing`: something names it, and it is not there
 * - `unknown`: the text does not tell
 */
export type State = 'declared' | 'default' | 'disabled' | 'missing' | 'unknown';

export const stateOf = (enabled: boolean | undefined): State =>
  enabled === undefined ? 'unknown' : enabled ? 'declared' : 'disabled';

/** What rules report of something: one finding of each rule. */
export type OwnFinding = Pick<Diagnostic, 'ruleId' | 'severity'>;

/** Tells what rules report on the lines of some places: a finding is about what is declared on its line. */
export function findingsOnLines(
  diagnostics: readonly Diagnostic[],
): (places: readonly (Place | undefined)[]) => readonly OwnFinding[] {
  const byLine = groupBy(diagnostics, ({ at }) => [lineKey(at)]);
  return (places) => {
    const found = places.flatMap((place) => (place && byLine.get(lineKey(place))) ?? []);
    return [...new Map(found.map(({ ruleId, severity }) => [ruleId, { ruleId, severity }])).values()];
  };
}

const lineKey = (at: Place): string => `${at.file.path}:${positionsOf(at).start.line}`;

/** It is, or its type is not in the files, and they set up only listeners of this type. */
export function isClassic(project: Project): boolean {
  const { loadBalancer } = environment(project);
  if (loadBalancer !== undefined) return loadBalancer === 'classic';
  return (
    classicListeners(project).length > 0 &&
    routing(project).listeners.every(({ place }) => place === undefined)
  );
}

export const BALANCER_TITLES = {
  application: 'Application Load Balancer',
  network: 'Network Load Balancer',
  classic: 'Classic Load Balancer',
  none: 'Instance without load balancer',
} as const;

export const PROXY_TITLES = { nginx: 'nginx', httpd: 'Apache', none: undefined, unknown: undefined } as const;

/** What a platform runs after its proxy without a Procfile. */
const OWN_APPLICATIONS: Readonly<Partial<Record<Language, string>>> = {
  php: 'PHP-FPM',
  tomcat: 'Tomcat',
  python: 'gunicorn',
  ruby: 'Puma',
  windows: 'IIS',
  docker: 'Container',
  ecs: 'Containers of the task',
};

/** What a listener speaks; undefined where the text does not tell, or the owner of a shared load balancer decides. */
export function protocolOf({ port, protocol }: Listener, project: Project): string | undefined {
  if (protocol) return trimmedText(protocol.value)?.toUpperCase();
  const { loadBalancer, sharedLoadBalancer } = environment(project);
  if (sharedLoadBalancer || listenerResources(project).maySetProtocol(port)) return undefined;
  return loadBalancer === 'network' ? 'TCP' : 'HTTP';
}

/** A rule or a process of the load balancer, in a few words. */
interface Described {
  readonly title: string;
  readonly details: readonly (string | undefined)[];
  readonly state: State;
  readonly at: Place | undefined;
  /** Where findings are about it, besides. */
  readonly settings: readonly (Pick<EffectiveSetting, 'value'> | undefined)[];
}

export function describedRule(rule: ListenerRule): Described {
  const { name, place, pathPatterns, hostHeaders, priority, prioritySetting, process } = rule;
  const patterns = [hostHeaders, pathPatterns].flatMap((setting) =>
    itemsOfSetting(setting).map(({ kind, text }) => (kind === 'literal' ? text : '?')),
  );
  return {
    title: `Rule "${name}"`,
    details: [patterns.join(', '), priority === undefined ? 'unknown priority' : `priority ${priority}`],
    state: 'declared',
    at: place,
    settings: [pathPatterns, hostHeaders, prioritySetting, process && { value: process.name }],
  };
}

interface DescribedProcess extends Described {
  /** What it speaks, where that is set. */
  readonly protocol: string | undefined;
  /** A detail, where its path is set. */
  readonly healthCheck: string | undefined;
}

export function describedProcess(to: Destination, project: Project): DescribedProcess {
  if (to.kind !== 'process')
    return {
      title: to.kind === 'missing' ? `Process "${to.name}"` : 'Process',
      details: [to.kind === 'missing' ? 'not declared' : 'known only to the deployment'],
      state: to.kind,
      at: to.named,
      settings: [],
      protocol: undefined,
      healthCheck: undefined,
    };
  const { name, place, port, portSetting } = to.process;
  const option = (own: string) => settings(project).effective(`${PROCESS_NAMESPACE}${name}`, own);
  const [protocolSetting, path] = [option('Protocol'), option('HealthCheckPath')];
  const protocol = protocolSetting && trimmedText(protocolSetting.value)?.toUpperCase();
  return {
    title: `Process "${name}"`,
    details: [`port ${port ?? '?'}${portSetting ? '' : ' (default)'}`, protocol],
    state: port === undefined ? 'unknown' : place ? 'declared' : 'default',
    at: place,
    settings: [portSetting, protocolSetting, path],
    protocol,
    healthCheck: path && `health check ${trimmedText(path.value) ?? '?'}`,
  };
}

/** A server, or what is known of one that is not in the table of servers. */
export interface Application {
  readonly server: Server | undefined;
  readonly title: string;
  readonly details: readonly (string | undefined)[];
  readonly state: State;
  readonly at: Place | undefined;
}

export const describedServer = (server: Server): Application => ({
  server,
  title: `${server.program.name} in "${server.name.value}"`,
  details: server.endpoints.map(endpointText),
  state: 'declared',
  at: server.programWord.place,
});

/** What the proxy passes requests to by itself. */
export function proxiedApplication(project: Project): Application {
  const server = proxiedServer(project);
  if (server) return describedServer(server);
  const entry = procfile(project)?.entries.find(({ name }) => name.value === PROXIED_ENTRY);
  if (entry)
    return {
      server: undefined,
      title: '"web"',
      state: 'unknown',
      details: [firstWord(entry.command.text)],
      at: entry.place,
    };
  const { language } = platform(project);
  const hasCompose = deployedFiles(project).files.some(({ name }) => mayBeComposeFile(name));
  const own = hasCompose ? 'Containers of Docker Compose' : language && OWN_APPLICATIONS[language];
  const isMissing = procfile(project) !== undefined && own === undefined;
  return {
    server: undefined,
    title: isMissing ? 'No process "web"' : (own ?? 'Application'),
    state: isMissing ? 'missing' : own ? 'default' : 'unknown',
    details: [expectedByProxy(project)],
    at: undefined,
  };
}

export const proxiedServer = (project: Project): Server | undefined =>
  [...servers(project), ...platformServers(project)].find(({ name }) => name.value === PROXIED_ENTRY);

/** The port or the socket where the proxy of the platform looks for the application. */
export const expectedByProxy = (project: Project): string | undefined => {
  const target = proxyTarget(project);
  return target ? `port ${target.port}` : proxySocket(project);
};

const firstWord = (text: string): string => text.trim().split(/\s/, 1)[0] ?? '';

function endpointText(endpoint: Endpoint): string {
  if (endpoint.kind === 'unix') return 'Unix socket';
  const host = endpoint.host.value ?? endpoint.host.fallback;
  const port = endpoint.port.value ?? endpoint.port.fallback;
  if (port === undefined) return host === undefined ? 'unknown port' : `unknown port of ${host}`;
  return host === undefined ? `port ${port}` : `${host}:${port}`;
}

/** Whether requests to a port arrive at a server: `broken` where it listens elsewhere. */
export function reaches(server: Server, port: number | undefined): 'sure' | 'unknown' | 'broken' {
  const ports = portsOf(server);
  if (port !== undefined && ports.includes(port)) return 'sure';
  return port === undefined || ports.length < server.endpoints.length ? 'unknown' : 'broken';
}
