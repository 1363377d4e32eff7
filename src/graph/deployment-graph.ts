import {
  BALANCER_TITLES,
  describedServer,
  findingsOnLines,
  isClassic,
  proxiedApplication,
  proxiedServer,
  PROXY_TITLES,
  reaches,
  stateOf,
  type OwnFinding,
  type State,
} from './answering.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { MAX_GRAPH_EDGES } from '../knowledge/limits.js';
import { PROXY_PORTS } from '../knowledge/platform/proxy-ports.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import { publishersByPort } from '../model/docker/containers.js';
import { classicListeners } from '../model/load-balancer/classic-listeners.js';
import { environment, hasListenerRules } from '../model/load-balancer/environment.js';
import { listenerResources } from '../model/load-balancer/listener-resources.js';
import type { Level } from '../model/nginx/configuration.js';
import { nginxServers } from '../model/nginx/nginx-servers.js';
import { nginx } from '../model/nginx/nginx.js';
import { proxy } from '../model/nginx/proxy.js';
import { readPassTarget, upstreamsOf } from '../model/nginx/pass-targets.js';
import { tierOf } from '../model/platform/tier.js';
import type { Project } from '../model/project.js';
import { proxyServer } from '../model/proxy/proxy-server.js';
import { proxyTarget } from '../model/proxy/proxy-target.js';
import { pairs, type Pair } from '../model/routing/pairs.js';
import { routing } from '../model/routing/read-routing.js';
import {
  DEFAULT_PROCESS,
  PROCESS_NAMESPACE,
  RULE_OF_SHARED_LOAD_BALANCERS,
  type Listener,
  type ListenerRule,
  type Process,
} from '../model/routing/routing.js';
import { mayListen, mayListenBesideProxy } from '../model/servers/may-listen.js';
import { serversByPort } from '../model/servers/server-ports.js';
import { servers } from '../model/servers/servers.js';
import type { Server } from '../model/servers/server.js';
import { itemsOfSetting, settings, type EffectiveSetting } from '../model/settings/settings.js';
import { literalNumber, trimmedText, type Place } from '../source/index.js';
import { groupBy } from '../util/collections.js';

/** What a request goes through, in this order: the columns of the picture. */
export const NODE_KINDS = ['source', 'listener', 'rule', 'process', 'proxy', 'server'] as const;

type NodeKind = (typeof NODE_KINDS)[number];

/** Something that a request goes through. */
export interface GraphNode {
  /** Its kind and its name: `listener:443`. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: string;
  /** What is known of it, a few words each. */
  readonly details: readonly string[];
  readonly state: State;
  /** Where it is declared; undefined where it is not. */
  readonly at: Place | undefined;
  /** What rules report at its declaration or its settings. */
  readonly findings: readonly OwnFinding[];
}

/** A way that requests take from one node to another one. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Which requests take it: `otherwise`, or the path of a location. */
  readonly label: string | undefined;
  /** Whether requests arrive: `broken` where the other end is not where it is looked for. */
  readonly state: 'sure' | 'unknown' | 'broken';
}

/** Where requests to a deployment go. */
export interface DeploymentGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

type NewNode = Pick<GraphNode, 'id' | 'title' | 'state'> & {
  readonly kind: NodeKind;
  readonly details?: readonly (string | undefined)[];
  readonly at?: Place | undefined;
  /** Its settings: what rules report there is about it. */
  readonly settings?: readonly (Pick<EffectiveSetting, 'value'> | undefined)[];
};

/** The picture of a project, with what rules report of it. */
export function deploymentGraph(project: Project, diagnostics: readonly Diagnostic[]): DeploymentGraph {
  return new GraphBuilder(project, diagnostics).build();
}

class GraphBuilder {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges = new Map<string, GraphEdge>();
  /** Whether there are more ways than are drawn. */
  #isCut = false;
  readonly #findingsOn: ReturnType<typeof findingsOnLines>;
  readonly #processes: ReadonlyMap<string, Process>;
  readonly #pairs: ReadonlyMap<Process, readonly Pair[]>;

  constructor(
    readonly project: Project,
    diagnostics: readonly Diagnostic[],
  ) {
    this.#findingsOn = findingsOnLines(diagnostics);
    this.#processes = new Map(routing(project).processes.map((process) => [process.name, process]));
    this.#pairs = groupBy(pairs(project), ({ process }) => [process]);
  }

  build(): DeploymentGraph {
    const tier = tierOf(deployedFiles(this.project), settings(this.project));
    if (tier !== 'web') this.#addQueue(tier);
    if (tier !== 'worker') this.#addWays();
    for (const server of servers(this.project)) this.#addServer(server);
    if (this.#isCut)
      this.#add({
        id: 'source:more',
        kind: 'source',
        title: `More than ${MAX_GRAPH_EDGES.toLocaleString('en')} ways`,
        details: ['the others are not drawn'],
        state: 'unknown',
      });
    return { nodes: [...this.#nodes.values()], edges: [...this.#edges.values()] };
  }

  /** The ways of requests from outside. */
  #addWays(): void {
    if (isClassic(this.project)) this.#addClassicListeners();
    else if (environment(this.project).loadBalancer === 'none') this.#addInstance();
    else this.#addListeners();
  }

  #add({ details = [], at, settings: own = [], ...node }: NewNode): string {
    if (!this.#nodes.has(node.id)) {
      this.#nodes.set(node.id, {
        ...node,
        at,
        details: details.flatMap((detail) => (detail ? [detail] : [])),
        findings: this.#findingsOn([at, ...own.map((setting) => setting?.value.place)]),
      });
    }
    return node.id;
  }

  #connect(
    from: string,
    to: string,
    { label, state = 'sure' }: Partial<Pick<GraphEdge, 'label' | 'state'>> = {},
  ): void {
    const key = JSON.stringify([from, to, label]);
    if (this.#edges.has(key)) return;
    this.#isCut ||= this.#edges.size >= MAX_GRAPH_EDGES;
    if (!this.#isCut) this.#edges.set(key, { from, to, label, state });
  }

  /** The daemon of a worker posts messages to port 80 of its own instance. */
  #addQueue(tier: 'worker' | 'unknown'): void {
    const option = (name: string) => settings(this.project).effective('aws:elasticbeanstalk:sqsd', name);
    const path = option('HttpPath');
    const queue = this.#add({
      id: 'source:queue',
      kind: 'source',
      title: 'Queue',
      state: tier === 'worker' ? 'default' : 'unknown',
      details: [
        option('WorkerQueueURL') ? 'WorkerQueueURL' : 'of the environment',
        tier === 'worker' ? undefined : 'if it is a worker',
      ],
    });
    const daemon = this.#add({
      id: 'listener:sqsd',
      kind: 'listener',
      title: 'aws-sqsd',
      state: 'default',
      details: [`POST ${path ? (trimmedText(path.value) ?? '?') : '/'}`],
      at: path?.value.place,
      settings: [path],
    });
    this.#connect(queue, daemon);
    this.#connect(daemon, this.#proxy(80));
  }

  #addInstance(): void {
    const source = this.#add({
      id: 'source:instance',
      kind: 'source',
      title: BALANCER_TITLES.none,
      state: 'declared',
      at: environment(this.project).loadBalancerSetting?.value.place,
    });
    const own = nginxServers(nginx(this.project).installed).flatMap(({ listens }) =>
      listens.filter(({ isOwn }) => isOwn),
    );
    const ports = new Set([80, ...own.flatMap(({ port }) => port ?? [])]);
    for (const port of [...ports].sort((a, b) => a - b)) {
      const listen = own.find((one) => one.port === port);
      const listener = this.#add({
        id: `listener:${port}`,
        kind: 'listener',
        title: `Port ${port}`,
        state: listen ? 'declared' : 'default',
        details: [listen?.isTls ? 'TLS' : 'HTTP'],
        at: listen?.word?.place,
      });
      this.#connect(source, listener);
      this.#connect(listener, this.#proxy(port));
    }
  }

  #addClassicListeners(): void {
    const source = this.#addBalancer();
    if (classicListeners(this.project).every(({ port }) => port !== 80)) {
      const id = this.#add({
        id: 'listener:80',
        kind: 'listener',
        title: 'Listener 80',
        state: 'default',
        details: ['HTTP', 'to port 80'],
      });
      this.#connect(source, id);
      this.#connectPort(id, 80);
    }
    for (const listener of classicListeners(this.project)) {
      const { port, protocol, enabled, place, instancePortSetting, protocolSetting, certificate } = listener;
      const target = instancePortSetting ? literalNumber(instancePortSetting.value) : port;
      const id = this.#add({
        id: `listener:${port}`,
        kind: 'listener',
        title: `Listener ${port}`,
        state: stateOf(enabled),
        details: [protocol, target === undefined ? 'to an unknown port' : `to port ${target}`],
        at: place,
        settings: [instancePortSetting, protocolSetting, certificate],
      });
      this.#connect(source, id);
      if (enabled !== false) this.#connectPort(id, target);
    }
  }

  #addBalancer(): string {
    const { loadBalancer, loadBalancerSetting, sharedLoadBalancer } = environment(this.project);
    return this.#add({
      id: 'source:load-balancer',
      kind: 'source',
      title: loadBalancer ? BALANCER_TITLES[loadBalancer] : 'Load balancer',
      state: loadBalancer ? 'declared' : 'unknown',
      details: [
        sharedLoadBalancer ? 'shared' : undefined,
        loadBalancer ? undefined : 'type not in the files',
      ],
      at: loadBalancerSetting?.value.place,
    });
  }

  #addListeners(): void {
    const source = this.#addBalancer();
    for (const listener of routing(this.project).listeners) this.#addListener(source, listener);
    for (const rule of routing(this.project).rules) this.#addRule(rule);
    for (const process of routing(this.project).processes) if (process.place) this.#addProcess(process);
  }

  #addListener(source: string, listener: Listener): void {
    const {
      port,
      protocol,
      certificate,
      policy,
      place,
      enabled,
      enabledSetting,
      rulesSetting,
      defaultProcess,
    } = listener;
    const { loadBalancer, sharedLoadBalancer: isShared } = environment(this.project);
    const isNetwork = loadBalancer === 'network';
    const id = this.#add({
      id: `listener:${port}`,
      kind: 'listener',
      title: `Listener ${port}`,
      state: place ? stateOf(enabled) : 'default',
      // Of a shared one, its owner decides.
      details: [
        protocol ? (trimmedText(protocol.value) ?? '?') : isShared ? undefined : isNetwork ? 'TCP' : 'HTTP',
      ],
      at: place,
      settings: [
        protocol,
        certificate,
        policy,
        enabledSetting,
        rulesSetting,
        defaultProcess && { value: defaultProcess.name },
      ],
    });
    this.#connect(source, id);
    if (enabled === false) return;
    const takesRules = hasListenerRules(environment(this.project));
    if (takesRules) {
      for (const rule of listener.listedRules) this.#connect(id, this.#addRule(rule));
      for (const { name, isMissing, intended } of listener.rules)
        if (isShared && name.text === RULE_OF_SHARED_LOAD_BALANCERS && isMissing)
          this.#connect(id, this.#addSharedRule());
        else if (isMissing && !intended) this.#connect(id, this.#addMissingRule(name), { state: 'broken' });
      if (rulesSetting && rulesSetting.value.kind !== 'literal')
        this.#connect(
          id,
          this.#add({
            id: `rule:of ${port}`,
            kind: 'rule',
            title: 'Other rules',
            state: 'unknown',
            details: ['known only to the deployment'],
            at: rulesSetting.value.place,
          }),
          { state: 'unknown' },
        );
    }
    const hasRules = takesRules && rulesSetting !== undefined;
    const action = listenerResources(this.project).defaultActionOf(port);
    if (action) {
      this.#connect(
        id,
        this.#add({
          id: `rule:default action of ${port}`,
          kind: 'rule',
          title: 'Default action',
          state: action.isRedirectToHttps ? 'declared' : 'unknown',
          details: [action.isRedirectToHttps ? 'a redirect to HTTPS' : 'of a resource'],
          at: action.place,
        }),
        {
          label: hasRules ? 'otherwise' : undefined,
          state: action.isRedirectToHttps ? 'sure' : 'unknown',
        },
      );
      return;
    }
    // What no rule takes is for the owner of a shared load balancer.
    if (!(isShared && hasRules))
      this.#connectProcess(
        id,
        defaultProcess?.name,
        listener.defaultProcessName,
        hasRules ? 'otherwise' : undefined,
      );
  }

  #addMissingRule({ text, place }: { readonly text: string; readonly place: Place }): string {
    return this.#add({
      id: `rule:${text}`,
      kind: 'rule',
      title: `Rule "${text}"`,
      state: 'missing',
      details: ['not declared'],
      at: place,
    });
  }

  /** For the host name of the environment. */
  #addSharedRule(): string {
    const id = this.#add({
      id: `rule:${RULE_OF_SHARED_LOAD_BALANCERS}`,
      kind: 'rule',
      title: `Rule "${RULE_OF_SHARED_LOAD_BALANCERS}"`,
      state: 'default',
      details: ['the host name of the environment'],
    });
    this.#connectProcess(id, undefined, DEFAULT_PROCESS, undefined);
    return id;
  }

  #addRule(rule: ListenerRule): string {
    const { name, place, pathPatterns, hostHeaders, priority, prioritySetting, process, processName } = rule;
    const id = `rule:${name}`;
    if (this.#nodes.has(id)) return id;
    const patterns = [hostHeaders, pathPatterns].flatMap((setting) =>
      itemsOfSetting(setting).map(({ kind, text }) => (kind === 'literal' ? text : '?')),
    );
    this.#add({
      id,
      kind: 'rule',
      title: `Rule "${name}"`,
      state: 'declared',
      details: [patterns.join(', '), priority === undefined ? undefined : `priority ${priority}`],
      at: place,
      settings: [pathPatterns, hostHeaders, prioritySetting, process && { value: process.name }],
    });
    this.#connectProcess(id, process?.name, processName, undefined);
    return id;
  }

  #connectProcess(
    from: string,
    named: { readonly text: string; readonly place: Place } | undefined,
    name: string | undefined,
    label: string | undefined,
  ): void {
    const known = name === undefined ? undefined : this.#processes.get(name);
    if (known) this.#connect(from, this.#addProcess(known), { label });
    else if (name === undefined)
      this.#connect(
        from,
        this.#add({
          id: `process:of ${from}`,
          kind: 'process',
          title: 'Process',
          state: 'unknown',
          details: ['known only to the deployment'],
          at: named?.place,
        }),
        { label, state: 'unknown' },
      );
    else
      this.#connect(
        from,
        this.#add({
          id: `process:${name}`,
          kind: 'process',
          title: `Process "${name}"`,
          state: 'missing',
          details: ['not declared'],
          at: named?.place,
        }),
        { label, state: 'broken' },
      );
  }

  #addProcess(process: Process): string {
    const { name, place, port, portSetting } = process;
    const id = `process:${name}`;
    if (this.#nodes.has(id)) return id;
    const option = (own: string) => settings(this.project).effective(`${PROCESS_NAMESPACE}${name}`, own);
    const [protocol, path] = [option('Protocol'), option('HealthCheckPath')];
    const number = port === undefined ? '?' : String(port);
    this.#add({
      id,
      kind: 'process',
      title: `Process "${name}"`,
      state: place ? 'declared' : 'default',
      details: [
        `port ${number}${portSetting ? '' : ' (default)'}`,
        protocol && trimmedText(protocol.value),
        path && `health check ${trimmedText(path.value) ?? '?'}`,
      ],
      at: place,
      settings: [portSetting, protocol, path],
    });
    const own = this.#pairs.get(process) ?? [];
    if (own.length === 0) this.#connectPort(id, port);
    for (const { server } of own)
      this.#connect(id, this.#addServer(server), { state: reaches(server, port) });
    return id;
  }

  /** What answers on a port of the instances. */
  #connectPort(from: string, port: number | undefined): void {
    if (port === undefined) this.#connect(from, this.#unknownServer('an unknown port'), { state: 'unknown' });
    else if (this.#connectContainers(from, port)) return;
    else if (PROXY_PORTS.has(port)) this.#connect(from, this.#proxy(port));
    else {
      const listening = serversByPort(servers(this.project)).get(port) ?? [];
      for (const server of listening) this.#connect(from, this.#addServer(server));
      if (listening.length > 0) return;
      if (mayListen(port, this.project))
        this.#connect(from, this.#unknownServer(`port ${port}`), { state: 'unknown' });
      else this.#connect(from, this.#nothingOn(port), { state: 'broken' });
    }
  }

  /** The containers that publish a port. */
  #connectContainers(from: string, port: number): boolean {
    const publishers = publishersByPort(this.project).get(port) ?? [];
    for (const { name, ports } of publishers)
      this.#connect(
        from,
        this.#add({
          id: `server:container ${name.text}`,
          kind: 'server',
          title: `Container "${name.text}"`,
          state: 'declared',
          details: ports.map(({ hostPort, containerPort }) => `port ${hostPort} is ${containerPort} inside`),
          at: name.place,
        }),
      );
    return publishers.length > 0;
  }

  #nothingOn(port: number): string {
    return this.#add({
      id: `server:none ${port}`,
      kind: 'server',
      title: `Nothing on port ${port}`,
      state: 'missing',
    });
  }

  #unknownServer(where: string): string {
    return this.#add({
      id: `server:unknown ${where}`,
      kind: 'server',
      title: `Unknown server on ${where}`,
      state: 'unknown',
    });
  }

  /** The proxy of each instance, and where it passes requests. */
  #proxy(port: number): string {
    const { program, setting } = proxyServer(this.project);
    if (program === 'none') return this.#web();
    const title = PROXY_TITLES[program];
    const id = 'proxy:proxy';
    if (this.#nodes.has(id)) return id;
    this.#add({
      id,
      kind: 'proxy',
      title: title ?? 'Proxy',
      state: title ? (setting ? 'declared' : 'default') : 'unknown',
      details: [`port ${port}`],
      at: setting?.value.place,
    });
    const paths = program === 'nginx' ? this.#addLocations(id) : [];
    // Its own location for all other paths takes the place of Elastic Beanstalk's.
    if (!paths.includes('/'))
      this.#connect(id, this.#web(), {
        label: paths.length > 0 ? 'otherwise' : undefined,
        state: this.#reachesWeb(),
      });
    return id;
  }

  /** The project's own locations that pass requests on, and what paths they are for. */
  #addLocations(proxyId: string): readonly (string | undefined)[] {
    const { installed } = nginx(this.project);
    const portsOfTarget = upstreamsOf(installed);
    const paths: (string | undefined)[] = [];
    for (const { directive, level, file } of installed.all) {
      const [url] = directive.args;
      if (directive.name.text !== 'proxy_pass' || !file.source || !url) continue;
      const location = locationOf(level);
      paths.push(location);
      const target = readPassTarget(url.text);
      const ports = target ? portsOfTarget(target) : [];
      const id = this.#add({
        id: `proxy:${file.path}:${url.place.span.start}`,
        kind: 'proxy',
        title: location === undefined ? 'proxy_pass' : `location ${location}`,
        state: 'declared',
        details: [`to ${url.text}`],
        at: url.place,
      });
      this.#connect(proxyId, id);
      for (const port of ports) this.#connectForward(id, port);
    }
    return paths;
  }

  #connectForward(from: string, port: number): void {
    const listening = serversByPort(servers(this.project)).get(port) ?? [];
    for (const server of listening) this.#connect(from, this.#addServer(server));
    if (listening.length > 0) return;
    if (proxyTarget(this.project)?.port === port) this.#connect(from, this.#web());
    else if (mayListenBesideProxy(port, this.project))
      this.#connect(from, this.#unknownServer(`port ${port}`), { state: 'unknown' });
    else this.#connect(from, this.#nothingOn(port), { state: 'broken' });
  }

  /** Whether it listens where the platform's own configuration of the proxy looks for it. */
  #reachesWeb(): GraphEdge['state'] {
    const server = proxiedServer(this.project);
    const target = proxyTarget(this.project);
    if (!server || !target) return 'sure';
    return proxy(this.project).isCustomized ? 'unknown' : reaches(server, target.port);
  }

  #web(): string {
    const { server, ...application } = proxiedApplication(this.project);
    if (server) return this.#addServer(server);
    return this.#add({ id: 'server:web', kind: 'server', ...application });
  }

  #addServer(server: Server): string {
    const { title, details, state, at } = describedServer(server);
    const id = `server:${server.name.value} ${server.programWord.place.span.start}`;
    return this.#add({ id, kind: 'server', title, details, state, at });
  }
}

/** The path of the location that a level is in. */
function locationOf(level: Level | undefined): string | undefined {
  for (let at = level; at; at = at.parent)
    if (at.owner?.name.text === 'location') return at.owner.args.map(({ text }) => text).join(' ');
  return undefined;
}
