import { MAX_REDIRECTS } from '../knowledge/limits.js';
import { isLoopback } from '../knowledge/servers/loopback.js';
import { PROXY_PORTS } from '../knowledge/platform/proxy-ports.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import { publishersByPort } from '../model/docker/containers.js';
import { existingFiles } from '../model/bundle/existing-files.js';
import { classicListeners, type ClassicListener } from '../model/load-balancer/classic-listeners.js';
import { environment, hasListenerRules } from '../model/load-balancer/environment.js';
import { listenerResources } from '../model/load-balancer/listener-resources.js';
import {
  inherited,
  nginxAnswer,
  type NginxAnswer,
  type NginxOutcome,
  type NginxStep,
} from '../model/nginx/answer.js';
import type { Level, NginxConfiguration, PlacedDirective } from '../model/nginx/configuration.js';
import { missingUpgrade } from '../model/nginx/missing-upgrade.js';
import { nginxServers } from '../model/nginx/nginx-servers.js';
import { nginx, startedNginx } from '../model/nginx/nginx.js';
import { readPassTarget, upstreamsOf } from '../model/nginx/pass-targets.js';
import { proxy } from '../model/nginx/proxy.js';
import { platform } from '../model/platform/find-platform.js';
import { tierOf } from '../model/platform/tier.js';
import type { Project } from '../model/project.js';
import { proxyFiles } from '../model/proxy/proxy-files.js';
import { proxyServer } from '../model/proxy/proxy-server.js';
import { proxyTarget } from '../model/proxy/proxy-target.js';
import { matchingRules } from '../model/routing/matching-rule.js';
import { pairs } from '../model/routing/pairs.js';
import { routing } from '../model/routing/read-routing.js';
import {
  DEFAULT_PROCESS,
  PROCESS_NAMESPACE,
  RULE_OF_SHARED_LOAD_BALANCERS,
  type Listener,
  type ListenerRule,
  type Process,
} from '../model/routing/routing.js';
import { containerServersOf } from '../model/servers/container-servers.js';
import { mayListen, mayListenBesideProxy } from '../model/servers/may-listen.js';
import { isLocal, type Server } from '../model/servers/server.js';
import { serversByPort } from '../model/servers/server-ports.js';
import { servers } from '../model/servers/servers.js';
import { itemsOfSetting, settings, type EffectiveSetting } from '../model/settings/settings.js';
import { fact } from '../model/fact.js';
import { literalNumber, trimmedText, type Place } from '../source/index.js';
import { groupBy } from '../util/collections.js';
import {
  BALANCER_TITLES,
  describedServer,
  expectedByProxy,
  findingsOnLines,
  isClassic,
  proxiedApplication,
  PROXY_TITLES,
  reaches,
  type Application,
  type OwnFinding,
} from './answering.js';

/** A request as the command line describes it. */
export interface AskedRequest {
  readonly method: string;
  /** Whether the client speaks TLS; undefined where only a path is given. */
  readonly isTls: boolean | undefined;
  /** The header `Host`; undefined for the host name of the environment. */
  readonly host: string | undefined;
  /** Undefined where it is the usual one. */
  readonly port: number | undefined;
  /** Path and query. */
  readonly target: string;
  /** By their names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly isWebSocket: boolean;
  /** `instance`: a client on the instance itself, which asks 127.0.0.1. */
  readonly from: 'outside' | 'instance';
}

/** Something on the way of a request. */
export interface Hop {
  readonly kind: 'source' | 'listener' | 'rule' | 'process' | 'proxy' | 'server' | 'redirect';
  readonly title: string;
  readonly details: readonly string[];
  /** `unknown`: the text does not tell whether the request takes this way; `broken`: it does not get through as it should. */
  readonly state: 'sure' | 'unknown' | 'broken';
  readonly at: Place | undefined;
  readonly findings: readonly OwnFinding[];
}

/**
 * How a request ends:
 * - `answered`: a server gets it
 * - `not-upgraded`: a server gets an ordinary request in place of a WebSocket
 * - `status`: the load balancer or the proxy answers by itself
 * - `file`: the proxy sends a file
 * - `redirected`: the client is sent to another host
 * - `loop`: the client is sent in a circle
 * - `refused`: no connection
 * - `unknown`: the text does not tell
 */
export interface RequestEnd {
  readonly kind:
    'answered' | 'not-upgraded' | 'status' | 'file' | 'redirected' | 'loop' | 'refused' | 'unknown';
  readonly status?: number;
  readonly text: string;
}

export interface FollowedRequest {
  /** What is asked, in full. */
  readonly url: string;
  readonly hops: readonly Hop[];
  readonly end: RequestEnd;
}

/** An example in place of the host name of the environment, which the files do not know. */
const ENVIRONMENT_HOST = 'environment.elasticbeanstalk.com';

const hostOf = ({ host, from }: AskedRequest): string =>
  host ?? (from === 'instance' ? 'localhost' : ENVIRONMENT_HOST);

/** Whether it is certain that nothing answers, or something answers with an error. */
export const isFailure = ({ kind, status = 0 }: RequestEnd): boolean =>
  kind === 'refused' || kind === 'loop' || kind === 'not-upgraded' || status >= 400;

/** Follows a request, and the redirects that answer it, to where it ends. */
export function followRequest(
  project: Project,
  asked: AskedRequest,
  diagnostics: readonly Diagnostic[],
): FollowedRequest {
  const hops: Hop[] = [];
  const findingsOn = findingsOnLines(diagnostics);
  const seen = new Set<string>();
  let url: string | undefined;
  for (let current = asked; ;) {
    const follower = new RequestFollower(project, current, ({ places, ...hop }) => {
      hops.push({ ...hop, findings: findingsOn(places) });
    });
    const end = follower.run();
    url ??= follower.url;
    if (!('to' in end)) return { url, hops, end };
    seen.add(keyOf(follower.port, current));
    const { status, to, at } = end;
    hops.push({
      kind: 'redirect',
      title: `${status} to ${to}`,
      details: [],
      state: 'sure',
      at,
      findings: [],
    });
    const next = redirected(current, to);
    if (!next) return { url, hops, end: { kind: 'redirected', status, text: `the client is sent to ${to}` } };
    if (seen.has(keyOf(next.port, next)) || seen.size > MAX_REDIRECTS)
      return { url, hops, end: { kind: 'loop', status, text: 'the client is sent in a circle' } };
    current = next;
  }
}

const keyOf = (port: number | undefined, { isTls, target }: AskedRequest): string =>
  `${port} ${isTls ?? port === 443} ${target}`;

/** The request that a redirect makes; undefined where it is for another host, or not known. */
function redirected(before: AskedRequest, to: string): AskedRequest | undefined {
  const [, scheme, host = '', port, target = '/'] =
    /^(https?):\/\/([^/:?]+)(?::(\d{1,5}))?([/?].*)?$/i.exec(to) ?? [];
  const own = hostOf(before).toLowerCase().replace(/:\d*$/, '');
  if (!scheme || host.toLowerCase() !== own) return undefined;
  const isTls = scheme.toLowerCase() === 'https';
  return {
    ...before,
    isTls,
    port: port === undefined ? (isTls ? 443 : 80) : Number(port),
    target: target.startsWith('?') ? `/${target}` : target,
  };
}

type NewHop = Pick<Hop, 'kind' | 'title'> & {
  readonly details?: readonly (string | undefined)[];
  readonly state?: Hop['state'];
  readonly at?: Place | undefined;
  /** Where findings are about it, besides. */
  readonly settings?: readonly (EffectiveSetting | undefined)[];
};

type AddedHop = Omit<Hop, 'findings'> & { readonly places: readonly (Place | undefined)[] };

interface NamedProcess {
  readonly reference: Listener['defaultProcess'];
  readonly name: string | undefined;
}

interface Redirect {
  readonly status: number;
  readonly to: string;
  readonly at: Place | undefined;
}

type End = RequestEnd | Redirect;

/** How a request comes to an instance. */
interface Arrival {
  /** Whether TLS is still on it. */
  readonly isTls: boolean;
  /** Whether a load balancer asks in place of the client: it answers with 502 where the instance refuses. */
  readonly isBalanced: boolean;
  /** The protocol that the load balancer tells in `X-Forwarded-Proto`; undefined where it adds no headers. */
  readonly forwarded: 'http' | 'https' | undefined;
}

/** Follows one request to its end, or to a redirect. */
class RequestFollower {
  readonly port: number;
  readonly #host: string;
  readonly #isTls: boolean;
  #isWebSocket: boolean;

  constructor(
    readonly project: Project,
    readonly asked: AskedRequest,
    readonly addHop: (hop: AddedHop) => void,
  ) {
    this.port =
      asked.port ?? (asked.isTls === undefined ? usualPort(project, asked) : asked.isTls ? 443 : 80);
    this.#isTls = asked.isTls ?? this.#speaksTls();
    this.#host = hostOf(asked);
    this.#isWebSocket = asked.isWebSocket;
  }

  get url(): string {
    const origin = originOf({ host: this.#host, isTls: this.#isTls, port: this.port });
    return (this.asked.isWebSocket ? origin.replace(/^http/, 'ws') : origin) + this.asked.target;
  }

  run(): End {
    if (this.asked.from === 'instance')
      return this.#arrive(this.port, { isTls: this.#isTls, isBalanced: false, forwarded: undefined });
    const tier = tierOf(deployedFiles(this.project), settings(this.project));
    if (tier === 'worker') return this.#worker();
    if (tier === 'unknown')
      this.#add({
        kind: 'source',
        title: 'Environment of a web server',
        details: ['in a worker, which cron.yaml is for, no request comes from outside'],
        state: 'unknown',
      });
    if (isClassic(this.project)) return this.#classic();
    if (environment(this.project).loadBalancer === 'none') return this.#instance();
    return this.#balancer();
  }

  /** Only a path is given: as the listener of its port wants it. */
  #speaksTls(): boolean {
    const listener = routing(this.project).listeners.find(({ port }) => port === this.port);
    const protocol = trimmedText(listener?.protocol?.value)?.toUpperCase();
    return this.asked.from === 'outside' && (protocol === 'HTTPS' || protocol === 'TLS');
  }

  get #path(): string {
    return this.asked.target.split('?', 1)[0] ?? '';
  }

  #add({ details = [], at, settings: own = [], state = 'sure', ...hop }: NewHop): void {
    const places = [at, ...own.map((setting) => setting?.value.place)];
    this.addHop({
      ...hop,
      at,
      state,
      places,
      details: details.flatMap((detail) => (detail ? [detail] : [])),
    });
  }

  #worker(): End {
    const path = settings(this.project).effective('aws:elasticbeanstalk:sqsd', 'HttpPath');
    this.#add({
      kind: 'source',
      title: 'Worker environment',
      details: ['no load balancer'],
      at: path?.value.place,
    });
    const target = path ? (trimmedText(path.value) ?? '?') : '/';
    return {
      kind: 'refused',
      text: `no request comes from outside; the daemon of the queue posts messages to ${target} of the instance itself`,
    };
  }

  #instance(): End {
    this.#add({
      kind: 'source',
      title: BALANCER_TITLES.none,
      details: [`port ${this.port}`],
      at: environment(this.project).loadBalancerSetting?.value.place,
    });
    return this.#arrive(this.port, { isTls: this.#isTls, isBalanced: false, forwarded: undefined });
  }

  #addBalancer(): void {
    const { loadBalancer, loadBalancerSetting, sharedLoadBalancer } = environment(this.project);
    this.#add({
      kind: 'source',
      title: loadBalancer ? BALANCER_TITLES[loadBalancer] : 'Load balancer',
      details: [
        sharedLoadBalancer ? 'shared' : undefined,
        loadBalancer ? undefined : 'type not in the files',
      ],
      state: loadBalancer ? 'sure' : 'unknown',
      at: loadBalancerSetting?.value.place,
    });
  }

  /** The console and other tools add listeners, and the files do not show them. */
  #noListener(): RequestEnd {
    return {
      kind: 'unknown',
      text: `the files declare no listener on port ${this.port}: the connection fails, unless the console or another tool adds one`,
    };
  }

  #disabledListener(): RequestEnd {
    return { kind: 'refused', text: `listener ${this.port} is disabled: the connection fails` };
  }

  #classic(): End {
    this.#addBalancer();
    const declared = classicListeners(this.project).filter(({ port }) => port === this.port);
    const listener = declared[0];
    if (listenerResources(this.project).replacesClassicListeners)
      return { kind: 'unknown', text: 'a resource lists the listeners of the load balancer' };
    if (!listener && this.port !== 80) return this.#noListener();
    const option = (name: string) => listener && settings(this.project).effective(listener.namespace, name);
    const protocol = listener ? listener.protocol : 'HTTP';
    const portSetting = listener?.instancePortSetting;
    const port = portSetting ? literalNumber(portSetting.value) : (listener?.port ?? 80);
    this.#add({
      kind: 'listener',
      title: `Listener ${this.port}`,
      details: [
        protocol ?? 'unknown protocol',
        port === undefined ? 'to an unknown port' : `to port ${port}`,
      ],
      state: listener?.enabled === undefined && listener ? 'unknown' : 'sure',
      at: listener?.place,
      settings: [portSetting, listener?.protocolSetting, listener?.certificate],
    });
    if (listener?.enabled === false) return this.#disabledListener();
    const refused = this.#checkTls(protocol, protocol === 'HTTPS' || protocol === 'SSL', protocol === 'TCP');
    if (refused) return refused;
    const isHttp = protocol === 'HTTP' || protocol === 'HTTPS';
    if (this.#isWebSocket && isHttp) this.#dropUpgrade('Classic Load Balancer', listener);
    const instanceProtocol =
      trimmedText(option('InstanceProtocol')?.value)?.toUpperCase() ?? (isHttp ? 'HTTP' : 'TCP');
    return this.#arrive(port, {
      isTls:
        instanceProtocol === 'HTTPS' || instanceProtocol === 'SSL' || (protocol === 'TCP' && this.#isTls),
      isBalanced: isHttp,
      forwarded: isHttp ? (protocol === 'HTTPS' ? 'https' : 'http') : undefined,
    });
  }

  #dropUpgrade(who: string, listener: ClassicListener | undefined): void {
    this.#isWebSocket = false;
    this.#add({
      kind: 'listener',
      title: `${who} drops the header Upgrade`,
      details: [`listener of HTTP`, 'the server gets an ordinary request'],
      state: 'broken',
      at: listener?.protocolSetting?.value.place ?? listener?.place,
    });
  }

  /** What happens to a client that speaks TLS with a listener that does not, or the other way round. */
  #checkTls(protocol: string | undefined, isTls: boolean, passesOn: boolean): RequestEnd | undefined {
    if (protocol === undefined || passesOn || isTls === this.#isTls) return undefined;
    return isTls
      ? { kind: 'status', status: 400, text: `400 Bad Request: listener ${this.port} wants TLS` }
      : { kind: 'refused', text: `listener ${this.port} speaks no TLS: the connection fails` };
  }

  #balancer(): End {
    this.#addBalancer();
    const { loadBalancer, sharedLoadBalancer: isShared } = environment(this.project);
    const listener = routing(this.project).listeners.find(({ port }) => port === this.port);
    if (!listener) return this.#undeclaredListener();
    const isNetwork = loadBalancer === 'network';
    const resources = listenerResources(this.project);
    const protocol =
      (listener.protocol ? trimmedText(listener.protocol.value)?.toUpperCase() : undefined) ??
      (listener.protocol || isShared || resources.maySetProtocol(this.port)
        ? undefined
        : isNetwork
          ? 'TCP'
          : 'HTTP');
    this.#add({
      kind: 'listener',
      title: `Listener ${this.port}`,
      details: [protocol ?? (isShared ? undefined : 'unknown protocol')],
      state: listener.enabled === undefined ? 'unknown' : 'sure',
      at: listener.place,
      settings: [
        listener.protocol,
        listener.certificate,
        listener.policy,
        listener.enabledSetting,
        listener.rulesSetting,
      ],
    });
    if (listener.enabled === false) return this.#disabledListener();
    const refused = this.#checkTls(protocol, protocol === 'HTTPS' || protocol === 'TLS', protocol === 'TCP');
    if (refused) return refused;
    const rule = hasListenerRules(environment(this.project)) ? this.#rule(listener) : undefined;
    const process = rule
      ? { reference: rule.process, name: rule.processName }
      : this.#defaultProcess(listener);
    if (!('name' in process)) return process;
    const isHttp = !isNetwork;
    return this.#process(process.reference?.name.place, process.name, {
      isTls: isNetwork && protocol !== 'TLS' && this.#isTls,
      isBalanced: isHttp,
      forwarded: isHttp ? (this.#isTls ? 'https' : 'http') : undefined,
    });
  }

  #undeclaredListener(): RequestEnd {
    const { port, project } = this;
    if (environment(project).sharedLoadBalancer)
      return {
        kind: 'unknown',
        text: `whether the shared load balancer has a listener on port ${port} is not in the files`,
      };
    const resources = listenerResources(project);
    if (resources.hasListeners && (resources.maySetProtocol(port) || resources.mayCertify(port)))
      return { kind: 'unknown', text: `a resource describes the listener on port ${port}` };
    return this.#noListener();
  }

  /** The rule that takes the request; undefined where none does. */
  #rule(listener: Listener): ListenerRule | undefined {
    for (const { rule, takes } of matchingRules(listener, this.#host.replace(/:\d*$/, ''), this.#path)) {
      const { name, hostHeaders, pathPatterns, priority, prioritySetting, place } = rule;
      const patterns = [hostHeaders, pathPatterns].flatMap((setting) =>
        itemsOfSetting(setting).map(({ kind, text }) => (kind === 'literal' ? text : '?')),
      );
      this.#add({
        kind: 'rule',
        title: `Rule "${name}"`,
        details: [
          patterns.join(', '),
          priority === undefined ? 'unknown priority' : `priority ${priority}`,
          takes ? undefined : 'may take the request',
        ],
        state: takes ? 'sure' : 'unknown',
        at: place,
        settings: [pathPatterns, hostHeaders, prioritySetting],
      });
      if (takes) return rule;
    }
    const { rulesSetting } = listener;
    if (rulesSetting && rulesSetting.value.kind !== 'literal')
      this.#add({
        kind: 'rule',
        title: 'Other rules',
        details: ['known only to the deployment', 'may take the request'],
        state: 'unknown',
        at: rulesSetting.value.place,
      });
    return undefined;
  }

  #defaultProcess(listener: Listener): End | NamedProcess {
    const { sharedLoadBalancer: isShared } = environment(this.project);
    if (isShared && listener.rulesSetting) {
      const isAttached = listener.rules.some(({ name }) => name.text === RULE_OF_SHARED_LOAD_BALANCERS);
      if (!isAttached || !/\.elasticbeanstalk\.com$/i.test(this.#host.replace(/:\d*$/, '')))
        return {
          kind: 'unknown',
          text: 'no rule of the files takes it: the owner of the shared load balancer decides',
        };
      this.#add({
        kind: 'rule',
        title: `Rule "${RULE_OF_SHARED_LOAD_BALANCERS}"`,
        details: ['the host name of the environment'],
      });
      return { reference: undefined, name: DEFAULT_PROCESS };
    }
    const action = listenerResources(this.project).defaultActionOf(this.port);
    if (action?.isRedirectToHttps) {
      this.#add({
        kind: 'listener',
        title: 'Default action',
        details: ['a redirect to HTTPS'],
        at: action.place,
      });
      return {
        status: 301,
        to: `https://${this.#host.replace(/:\d*$/, '')}${this.asked.target}`,
        at: action.place,
      };
    }
    if (action) {
      this.#add({
        kind: 'listener',
        title: 'Default action',
        state: 'unknown',
        details: ['of a resource'],
        at: action.place,
      });
      return { kind: 'unknown', text: 'the default action of a resource decides' };
    }
    return { reference: listener.defaultProcess, name: listener.defaultProcessName };
  }

  #process(named: Place | undefined, name: string | undefined, arrival: Arrival): End {
    const process = name === undefined ? undefined : processesByName(this.project).get(name);
    if (name === undefined) {
      this.#add({
        kind: 'process',
        title: 'Process',
        details: ['known only to the deployment'],
        state: 'unknown',
        at: named,
      });
      return { kind: 'unknown', text: 'the process is known only to the deployment' };
    }
    if (!process) {
      this.#add({
        kind: 'process',
        title: `Process "${name}"`,
        details: ['not declared'],
        state: 'broken',
        at: named,
      });
      return { kind: 'refused', text: `process "${name}" does not exist: the deployment fails` };
    }
    const option = (own: string) => settings(this.project).effective(`${PROCESS_NAMESPACE}${name}`, own);
    const protocolSetting = option('Protocol');
    const protocol = protocolSetting ? trimmedText(protocolSetting.value)?.toUpperCase() : undefined;
    const { port, portSetting, place } = process;
    this.#add({
      kind: 'process',
      title: `Process "${name}"`,
      details: [`port ${port ?? '?'}${portSetting ? '' : ' (default)'}`, protocol],
      state: port === undefined ? 'unknown' : 'sure',
      at: place,
      settings: [portSetting, protocolSetting],
    });
    return this.#arrive(
      port,
      { ...arrival, isTls: arrival.isTls || protocol === 'HTTPS' || protocol === 'TLS' },
      process,
    );
  }

  /** On a port of an instance. */
  #arrive(port: number | undefined, arrival: Arrival, process?: Process): End {
    if (port === undefined) return { kind: 'unknown', text: 'the port is known only to the deployment' };
    const containers = publishersByPort(this.project).get(port) ?? [];
    for (const { name, ports } of containers) {
      const own = ports.find(({ hostPort }) => hostPort === port);
      this.#add({
        kind: 'server',
        title: `Container "${name.text}"`,
        details: [own && `port ${own.hostPort} is ${own.containerPort} inside`],
        at: name.place,
      });
      const started = containerServersOf(this.project).find(({ service }) => service === name.text)?.server;
      if (started)
        return this.#server(describedServer(started), { port: own?.containerPort, arrival, isInside: true });
      return { kind: 'answered', text: `container "${name.text}" answers` };
    }
    if (PROXY_PORTS.has(port) || ownPorts(this.project).has(port)) return this.#proxy(port, arrival);
    const paired = process && pairsByProcess(this.project).get(process)?.[0]?.server;
    const listening = serversByPort(servers(this.project)).get(port)?.[0] ?? paired;
    if (listening) return this.#server(describedServer(listening), { port, arrival });
    return this.#openPort(port, arrival, mayListen(port, this.project));
  }

  #openPort(port: number, { isBalanced }: Pick<Arrival, 'isBalanced'>, isPossible: boolean): RequestEnd {
    this.#add({
      kind: 'server',
      title: isPossible ? `Unknown server on port ${port}` : `Nothing on port ${port}`,
      state: isPossible ? 'unknown' : 'broken',
    });
    if (isPossible) return { kind: 'unknown', text: `what listens on port ${port} is not in the files` };
    return nothingListens(port, isBalanced);
  }

  #server(
    { server, title, details, at, state }: Application,
    {
      port,
      arrival,
      target,
      isInside = false,
      isBehindProxy = false,
    }: {
      readonly port: number | undefined;
      readonly arrival: Pick<Arrival, 'isBalanced'>;
      readonly target?: string | undefined;
      /** In a container, whose ports are its own. */
      readonly isInside?: boolean;
      readonly isBehindProxy?: boolean;
    },
  ): RequestEnd {
    const local =
      server && !isBehindProxy && this.asked.from === 'outside' ? isOnlyLocal(server, port) : false;
    const arrives = local === 'perhaps' ? 'unknown' : server ? reaches(server, port) : 'sure';
    const isDeaf = this.#isWebSocket && server?.webSockets === false;
    const isAbsent = state === 'missing' && !mayProxiedListen(this.project);
    const isBroken = arrives === 'broken' || local === true || isDeaf || isAbsent;
    this.#add({
      kind: 'server',
      title,
      details: [
        ...details,
        target !== undefined && target !== this.asked.target ? `as ${target}` : undefined,
        isDeaf ? 'does not serve WebSockets' : undefined,
      ],
      state: isBroken
        ? 'broken'
        : arrives === 'unknown' || state === 'unknown' || state === 'missing'
          ? 'unknown'
          : 'sure',
      at,
    });
    if (state === 'missing')
      return isAbsent
        ? { kind: 'status', status: 502, text: '502 Bad Gateway: nothing is there that answers' }
        : { kind: 'unknown', text: 'which process the proxy passes requests to is not in the files' };
    if (arrives === 'broken')
      return nothingListens(
        port ?? 0,
        arrival.isBalanced || isBehindProxy,
        isInside ? ' of the container' : '',
      );
    if (local === true)
      return nothingListens(port ?? 0, arrival.isBalanced, ' for others than the instance itself');
    if (isDeaf) return { kind: 'not-upgraded', text: `${title} answers, but not as a WebSocket` };
    const isLost = this.asked.isWebSocket && !this.#isWebSocket;
    return {
      kind: arrives === 'unknown' ? 'unknown' : isLost ? 'not-upgraded' : 'answered',
      text:
        arrives === 'unknown'
          ? `where ${title} listens is not in the files`
          : isLost
            ? `${title} gets an ordinary request: the handshake of the WebSocket fails`
            : answering(title) +
              (server || state !== 'unknown' ? '' : `, if ${whereItAnswers(port, this.project)}`),
    };
  }

  /** The proxy of the instance. */
  #proxy(port: number, arrival: Arrival): End {
    const { program, setting } = proxyServer(this.project);
    if (program === 'none') {
      const listening = serversByPort(servers(this.project)).get(port)?.[0];
      if (listening) return this.#server(describedServer(listening), { port, arrival });
      return this.#server(proxiedApplication(this.project), { port: undefined, arrival });
    }
    if (program === 'nginx') return this.#nginx(port, arrival);
    const hasOwn = proxyFiles(this.project).some((file) => file.program === program);
    this.#add({
      kind: 'proxy',
      title: PROXY_TITLES[program] ?? 'Proxy',
      details: [`port ${port}`, hasOwn ? 'its own configuration is not followed' : undefined],
      state: program === 'unknown' || hasOwn || proxy(this.project).isCustomized ? 'unknown' : 'sure',
      at: setting?.value.place,
    });
    if (program === 'unknown' || hasOwn || proxy(this.project).isCustomized)
      return { kind: 'unknown', text: 'what the proxy does is not in the files' };
    return this.#web({ arrival, target: undefined });
  }

  #nginx(port: number, arrival: Arrival): End {
    const configuration = startedNginx(this.project);
    const { isComplete } = nginx(this.project);
    const answer = nginxAnswer(configuration, {
      method: this.asked.method,
      host: this.#host,
      port,
      isLocal: this.asked.from === 'instance',
      target: this.asked.target,
      header: (name) => this.#header(name, arrival),
    });
    const { server, outcome } = answer;
    const own = server?.placed.file.source ? server.placed.directive.name.place : undefined;
    const names = server?.names.map(({ text }) => text).join(' ');
    this.#add({
      kind: 'proxy',
      title: 'nginx',
      details: [
        `port ${port}`,
        names ? `server ${names}` : undefined,
        isComplete ? undefined : 'scripts may change its configuration',
      ],
      state: isComplete ? 'sure' : 'unknown',
      at: own,
    });
    if (outcome.kind === 'refused')
      return isComplete
        ? nothingListens(port, arrival.isBalanced)
        : { kind: 'unknown', text: `whether nginx listens on port ${port} is not in the files` };
    const isTls = server?.listens.some((listen) => listen.port === port && listen.isTls) === true;
    if (isTls !== arrival.isTls)
      return isTls
        ? { kind: 'status', status: 400, text: `400 Bad Request: nginx wants TLS on port ${port}` }
        : arrival.isBalanced
          ? { kind: 'status', status: 502, text: `502 Bad Gateway: nginx speaks no TLS on port ${port}` }
          : { kind: 'refused', text: `nginx speaks no TLS on port ${port}: the connection fails` };
    for (const step of answer.steps) this.#addStep(step);
    return this.#nginxEnd(answer, outcome, { configuration, arrival, isTls, port });
  }

  /** As nginx gets it; undefined for what a client may send unasked. */
  #header(name: string, { forwarded, isBalanced }: Arrival): string | undefined {
    const given = this.asked.headers.get(name.replaceAll('_', '-'));
    if (name === 'x_forwarded_proto' && forwarded) return forwarded;
    if (name === 'x_forwarded_port' && forwarded) return String(this.port);
    if (given !== undefined) return given;
    if (name === 'upgrade' || name === 'connection')
      return this.#isWebSocket ? (name === 'upgrade' ? 'websocket' : 'Upgrade') : '';
    return UNASKED_HEADERS.has(name) || (isBalanced && name.startsWith('x_')) ? undefined : '';
  }

  #addStep({ kind, at: placed, isSure, path }: NginxStep): void {
    if (kind === 'server') return;
    const { directive, file } = placed;
    const isOwn = file.source !== undefined;
    this.#add({
      kind: 'proxy',
      title:
        kind === 'location'
          ? `location ${directive.args.map(({ text }) => text).join(' ')}`
          : directive.name.text,
      details: [
        isOwn ? undefined : 'of Elastic Beanstalk',
        path === undefined ? undefined : `the path becomes ${path}`,
        kind === 'try_files' ? 'no file is taken to be there' : undefined,
        kind === 'condition' ? directive.args.map(({ text }) => text).join(' ') : undefined,
        isSure || kind === 'try_files' ? undefined : STEP_DOUBTS[kind],
      ],
      state: isSure || kind === 'try_files' ? 'sure' : 'unknown',
      at: isOwn ? directive.name.place : undefined,
    });
  }

  #nginxEnd(
    { level }: NginxAnswer,
    outcome: NginxOutcome,
    {
      configuration,
      arrival,
      isTls,
      port,
    }: {
      readonly configuration: NginxConfiguration;
      readonly arrival: Arrival;
      readonly isTls: boolean;
      readonly port: number;
    },
  ): End {
    switch (outcome.kind) {
      case 'refused':
      case 'unknown':
        return { kind: 'unknown', text: 'what nginx does depends on more than is in the files' };
      case 'status': {
        const { status, redirect, at } = outcome;
        const place = at?.file.source ? at.directive.name.place : undefined;
        if (redirect !== undefined)
          return {
            status,
            to: absolute(redirect, level, {
              asked: { host: this.#host, isTls: this.#isTls, port: this.port },
              atNginx: { host: this.#host, isTls, port },
            }),
            at: place,
          };
        if (at) this.#add({ kind: 'proxy', title: textOf(at), at: place });
        return { kind: 'status', status, text: `${status}${STATUS_NAMES.get(status) ?? ''}, from nginx` };
      }
      case 'file':
        return this.#file(outcome.path);
      case 'pass':
        return this.#pass(outcome, configuration, arrival);
    }
  }

  #file(path: string | undefined): End {
    if (platform(this.project).language === 'php' && (path ?? this.#path).endsWith('/'))
      return { kind: 'answered', text: 'PHP-FPM answers with index.php of the document root' };
    if (path === undefined)
      return { kind: 'unknown', text: 'nginx looks for a file; 404 Not Found where there is none' };
    const inBundle = /^\/var\/app\/current\/(.+)$/.exec(path)?.[1];
    const isThere =
      inBundle === undefined ? undefined : existingFiles(deployedFiles(this.project)).has(inBundle);
    this.#add({
      kind: 'proxy',
      title: `File ${path}`,
      details: [isThere === true ? undefined : 'not in the bundle'],
      state: isThere === true ? 'sure' : 'unknown',
    });
    return isThere === true
      ? { kind: 'file', status: 200, text: `nginx sends ${path}` }
      : {
          kind: 'unknown',
          text: `nginx sends ${path} if a step of the deployment makes it, else 404 Not Found`,
        };
  }

  #pass(
    { at, url, target, level }: NginxOutcome & { readonly kind: 'pass' },
    configuration: NginxConfiguration,
    arrival: Arrival,
  ): End {
    const isOwn = at.file.source !== undefined;
    if (isOwn)
      this.#add({
        kind: 'proxy',
        title: `${at.directive.name.text} ${at.directive.args[0]?.text ?? ''}`,
        at: at.directive.args[0]?.place,
      });
    if (isOwn && this.#isWebSocket && at.directive.name.text === 'proxy_pass') this.#checkUpgrade(at, level);
    if (at.directive.name.text === 'fastcgi_pass') return { kind: 'answered', text: 'PHP-FPM answers' };
    const passed = url === undefined ? undefined : readPassTarget(url);
    if (!isOwn) return this.#web({ arrival, target });
    const ports = passed ? upstreamsOf(configuration)(passed) : [];
    const [port] = ports;
    if (port === undefined)
      return {
        kind: 'unknown',
        text: `${url ?? 'its address'} is not a server of the instance, or not known`,
      };
    if (proxyTarget(this.project)?.port === port && !serversByPort(servers(this.project)).has(port))
      return this.#web({ arrival, target });
    const listening = serversByPort(servers(this.project)).get(port)?.[0];
    if (listening)
      return this.#server(describedServer(listening), { port, arrival, target, isBehindProxy: true });
    if (publishersByPort(this.project).has(port)) return this.#arrive(port, arrival);
    if (proxiedByUpstream(passed?.host)) return this.#web({ arrival, target });
    return this.#openPort(port, { isBalanced: true }, mayListenBesideProxy(port, this.project));
  }

  #checkUpgrade(at: PlacedDirective, level: Level): void {
    const missing = missingUpgrade(level);
    if (!missing) return;
    this.#isWebSocket = false;
    this.#add({
      kind: 'proxy',
      title: 'nginx drops the header Upgrade',
      details: [`missing: ${missing.directives.join(' ')}`],
      state: 'broken',
      at: at.directive.name.place,
    });
  }

  /** Where the proxy of the platform passes requests by itself. */
  #web({ arrival, target }: { readonly arrival: Arrival; readonly target: string | undefined }): RequestEnd {
    const application = proxiedApplication(this.project);
    const container = containerServersOf(this.project).find(({ service }) => service === undefined);
    if (container && !application.server) {
      const [{ port, file }] = container.ports;
      this.#add({
        kind: 'server',
        title: 'Container',
        details: [`port ${port} of ${file}`],
        at: container.ports[0].place,
      });
      return this.#server(describedServer(container.server), { port, arrival, target, isInside: true });
    }
    const port = proxy(this.project).isCustomized ? undefined : proxyTarget(this.project)?.port;
    const { server } = application;
    const isOpen =
      port === undefined && server !== undefined && !server.endpoints.some(({ kind }) => kind === 'unix');
    if (server && !isOpen && port !== undefined)
      return this.#server(application, { port, arrival, target, isBehindProxy: true });
    return this.#server(
      { ...application, server: undefined },
      { port: undefined, arrival, target, isBehindProxy: true },
    );
  }
}

/** Where a path without a host is asked for: port 80, unless there are only other listeners. */
function usualPort(project: Project, { from }: AskedRequest): number {
  if (from === 'instance' || environment(project).loadBalancer === 'none') return 80;
  const open = isClassic(project)
    ? classicListeners(project).filter(({ enabled }) => enabled !== false)
    : routing(project).listeners.filter(({ enabled }) => enabled !== false);
  return open.length === 0 || open.some(({ port }) => port === 80) ? 80 : (open[0]?.port ?? 80);
}

const processesByName = fact(
  'processesByName',
  (project): ReadonlyMap<string, Process> =>
    new Map(routing(project).processes.map((process) => [process.name, process])),
);

const pairsByProcess = fact('pairsByProcess', (project) =>
  groupBy(pairs(project), ({ process }) => [process]),
);

/** The ports on which the project makes nginx listen. */
const ownPorts = fact(
  'ownPorts',
  (project): ReadonlySet<number> =>
    new Set(
      proxyServer(project).program === 'nginx'
        ? nginxServers(nginx(project).installed).flatMap(({ listens }) =>
            listens.flatMap(({ isOwn, port }) => (isOwn && port !== undefined ? [port] : [])),
          )
        : [],
    ),
);

/** The upstreams of Elastic Beanstalk that lead to the application. */
const proxiedByUpstream = (host: string | undefined): boolean => host === 'docker' || host === 'my_app';

/** What browsers send by themselves. */
const UNASKED_HEADERS: ReadonlySet<string> = new Set([
  ...[
    'accept',
    'accept_encoding',
    'accept_language',
    'cookie',
    'origin',
    'referer',
    'user_agent',
    'x_forwarded_for',
  ],
]);

const STEP_DOUBTS: Readonly<Partial<Record<NginxStep['kind'], string>>> = {
  condition: 'taken not to hold, which is not known',
  access: 'may refuse the client',
};

const STATUS_NAMES: ReadonlyMap<number, string> = new Map([
  [400, ' Bad Request'],
  [401, ' Unauthorized'],
  [403, ' Forbidden'],
  [404, ' Not Found'],
  [405, ' Method Not Allowed'],
  [410, ' Gone'],
  [413, ' Content Too Large'],
  [444, ' (the connection is closed without an answer)'],
  [500, ' Internal Server Error'],
  [503, ' Service Unavailable'],
]);

/** What comes as a common noun gets an article: `the container answers`. */
const answering = (title: string): string =>
  /^(?:Application|Containers?(?! "))\b/.test(title)
    ? `the ${title.charAt(0).toLowerCase()}${title.slice(1)} ${title.startsWith('Containers') ? 'answer' : 'answers'}`
    : `${title} answers`;

/** The condition of a server of which it is not known where it listens. */
function whereItAnswers(port: number | undefined, project: Project): string {
  const expected = port === undefined ? expectedByProxy(project) : `port ${port}`;
  return expected === undefined ? 'it listens where the proxy expects it' : `it listens on ${expected}`;
}

function nothingListens(port: number, isBalanced: boolean, whose = ''): RequestEnd {
  const text = `nothing listens on port ${port}${whose}`;
  return isBalanced
    ? { kind: 'status', status: 502, text: `502 Bad Gateway: ${text}` }
    : { kind: 'refused', text: `${text}: the connection fails` };
}

/** Whether any process may listen where the platform's proxy passes requests to. */
function mayProxiedListen(project: Project): boolean {
  const port = proxyTarget(project)?.port;
  return port === undefined || mayListenBesideProxy(port, project);
}

/** Whether only the instance itself reaches a server on a port; `perhaps` where a variable decides. */
function isOnlyLocal(server: Server, port: number | undefined): boolean | 'perhaps' {
  const endpoints = server.endpoints.flatMap((endpoint) =>
    endpoint.kind === 'tcp' && (port === undefined || endpoint.port.value === port) ? [endpoint] : [],
  );
  if (endpoints.length === 0) return false;
  if (endpoints.every(isLocal)) return true;
  const mayBeLocal = endpoints.every(({ host }) => isLoopback(host.value ?? host.fallback ?? ''));
  return mayBeLocal && 'perhaps';
}

/** nginx completes a path with the protocol and the port that it was asked with itself, unless a directive says otherwise. */
function absolute(
  to: string,
  level: Level | undefined,
  { asked, atNginx }: { readonly asked: Origin; readonly atNginx: Origin },
): string {
  if (!to.startsWith('/')) return to;
  const isOn = (name: string) => !level || inherited(level, [name])[0]?.directive.args[0]?.text !== 'off';
  if (!isOn('absolute_redirect')) return originOf(asked) + to;
  return originOf({ ...atNginx, port: isOn('port_in_redirect') ? atNginx.port : undefined }) + to;
}

interface Origin {
  readonly host: string;
  readonly isTls: boolean;
  readonly port: number | undefined;
}

/** `https://example.com:8443`; without the port where it is the usual one. */
function originOf({ host, isTls, port }: Origin): string {
  const name = host.replace(/:\d*$/, '');
  return `${isTls ? 'https' : 'http'}://${name}${port === undefined || port === (isTls ? 443 : 80) ? '' : `:${port}`}`;
}

const textOf = ({ directive: { name, args } }: PlacedDirective): string =>
  [name, ...args].map(({ text }) => text).join(' ');
