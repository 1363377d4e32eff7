import { classicListeners } from '../../model/load-balancer/classic-listeners.js';
import { environment } from '../../model/load-balancer/environment.js';
import { listenerResources } from '../../model/load-balancer/listener-resources.js';
import { tierOf } from '../../model/platform/tier.js';
import { matchingWays } from '../../model/routing/matching-rule.js';
import { type Process, RULE_OF_SHARED_LOAD_BALANCERS } from '../../model/routing/routing.js';
import { type Destination, type ListenerWays, type RestWay, waysFrom } from '../../model/routing/ways.js';
import { settings } from '../../model/settings/settings.js';
import { literalNumber, trimmedText } from '../../source/index.js';
import {
  BALANCER_TITLES,
  describedProcess,
  describedRule,
  isClassic,
  protocolOf,
} from '../graph/answering.js';
import { type Arrival, type End, type RequestEnd, type Trace, withoutPort } from './trace.js';

/** A request that comes to an instance. */
export interface AtInstance {
  /** Undefined where only the deployment knows it. */
  readonly port: number | undefined;
  readonly arrival: Arrival;
  /** The process of the load balancer that it is sent to; undefined where no such process is on its way. */
  readonly process?: Process | undefined;
}

/** Follows a request to the port of an instance, or to where it ends before. */
export function toInstance(trace: Trace): AtInstance | End {
  const { project, asked } = trace;
  if (asked.from === 'instance') return directly(trace);
  const tier = tierOf(project);
  if (tier === 'worker') return worker(trace);
  if (tier === 'unknown')
    trace.add({
      kind: 'source',
      title: 'Environment of a web server',
      details: ['in a worker, which cron.yaml is for, no request comes from outside'],
      state: 'unknown',
    });
  if (isClassic(project)) return overClassicListener(trace);
  if (environment(project).loadBalancer !== 'none') return overListener(trace);
  trace.add({
    kind: 'source',
    title: BALANCER_TITLES.none,
    details: [`port ${trace.port}`],
    at: environment(project).loadBalancerSetting?.value.place,
  });
  return directly(trace);
}

const directly = ({ port, isTls }: Trace): AtInstance => ({
  port,
  arrival: { isTls, isBalanced: false, forwarded: undefined },
});

function worker(trace: Trace): RequestEnd {
  const path = settings(trace.project).effective('aws:elasticbeanstalk:sqsd', 'HttpPath');
  trace.add({
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

function addBalancer(trace: Trace): void {
  const { loadBalancer, loadBalancerSetting, sharedLoadBalancer } = environment(trace.project);
  trace.add({
    kind: 'source',
    title: loadBalancer ? BALANCER_TITLES[loadBalancer] : 'Load balancer',
    details: [sharedLoadBalancer ? 'shared' : undefined, loadBalancer ? undefined : 'type not in the files'],
    state: loadBalancer ? 'sure' : 'unknown',
    at: loadBalancerSetting?.value.place,
  });
}

/** The console and other tools add listeners, and the files do not show them. */
const noListener = (port: number): RequestEnd => ({
  kind: 'unknown',
  text: `the files declare no listener on port ${port}: the connection fails, unless the console or another tool adds one`,
});

const disabledListener = (port: number): RequestEnd => ({
  kind: 'refused',
  text: `listener ${port} is disabled: the connection fails`,
});

function overClassicListener(trace: Trace): AtInstance | End {
  addBalancer(trace);
  const { project } = trace;
  if (listenerResources(project).replacesClassicListeners)
    return { kind: 'unknown', text: 'a resource lists the listeners of the load balancer' };
  const listener = classicListeners(project).find(({ port }) => port === trace.port);
  if (!listener && trace.port !== 80) return noListener(trace.port);
  const protocol = listener ? listener.protocol : 'HTTP';
  const portSetting = listener?.instancePortSetting;
  const port = portSetting ? literalNumber(portSetting.value) : (listener?.port ?? 80);
  trace.add({
    kind: 'listener',
    title: `Listener ${trace.port}`,
    details: [protocol ?? 'unknown protocol', port === undefined ? 'to an unknown port' : `to port ${port}`],
    state: listener?.enabled === undefined && listener ? 'unknown' : 'sure',
    at: listener?.place,
    settings: [portSetting, listener?.protocolSetting, listener?.certificate],
  });
  if (listener?.enabled === false) return disabledListener(trace.port);
  const refused = refusedTls(trace, protocol);
  if (refused) return refused;
  const isHttp = protocol === 'HTTP' || protocol === 'HTTPS';
  if (trace.isWebSocket && isHttp) {
    trace.isWebSocket = false;
    trace.add({
      kind: 'listener',
      title: 'Classic Load Balancer drops the header Upgrade',
      details: ['listener of HTTP', 'the server gets an ordinary request'],
      state: 'broken',
      at: listener?.protocolSetting?.value.place ?? listener?.place,
    });
  }
  const instanceProtocol =
    trimmedText(
      listener && settings(project).effective(listener.namespace, 'InstanceProtocol')?.value,
    )?.toUpperCase() ?? (isHttp ? 'HTTP' : 'TCP');
  return {
    port,
    arrival: {
      isTls:
        instanceProtocol === 'HTTPS' || instanceProtocol === 'SSL' || (protocol === 'TCP' && trace.isTls),
      isBalanced: isHttp,
      forwarded: isHttp ? (protocol === 'HTTPS' ? 'https' : 'http') : undefined,
    },
  };
}

const ENCRYPTED: ReadonlySet<string> = new Set(['HTTPS', 'SSL', 'TLS']);

/** What a client gets that speaks TLS with a listener that does not, or the other way round; a listener of TCP takes both. */
function refusedTls({ port, isTls }: Trace, protocol: string | undefined): RequestEnd | undefined {
  if (protocol === undefined || protocol === 'TCP' || ENCRYPTED.has(protocol) === isTls) return undefined;
  return isTls
    ? { kind: 'refused', text: `listener ${port} speaks no TLS: the connection fails` }
    : { kind: 'status', status: 400, text: `400 Bad Request: listener ${port} wants TLS` };
}

function overListener(trace: Trace): AtInstance | End {
  addBalancer(trace);
  const { project, port, isTls } = trace;
  const ways = waysFrom(port, project);
  if (!ways) return undeclaredListener(trace);
  const { listener } = ways;
  const protocol = protocolOf(listener, project);
  trace.add({
    kind: 'listener',
    title: `Listener ${port}`,
    details: [protocol ?? (environment(project).sharedLoadBalancer ? undefined : 'unknown protocol')],
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
  if (listener.enabled === false) return disabledListener(port);
  const refused = refusedTls(trace, protocol);
  if (refused) return refused;
  const isNetwork = environment(project).loadBalancer === 'network';
  const to = overRules(trace, ways) ?? overRest(trace, ways.rest);
  if (!('named' in to)) return to;
  return toProcess(trace, to, {
    isTls: isNetwork && protocol !== 'TLS' && isTls,
    isBalanced: !isNetwork,
    forwarded: isNetwork ? undefined : isTls ? 'https' : 'http',
  });
}

function undeclaredListener({ port, project }: Trace): RequestEnd {
  if (environment(project).sharedLoadBalancer)
    return {
      kind: 'unknown',
      text: `whether the shared load balancer has a listener on port ${port} is not in the files`,
    };
  const resources = listenerResources(project);
  if (resources.hasListeners && (resources.maySetProtocol(port) || resources.certifiedBy(port)))
    return { kind: 'unknown', text: `a resource describes the listener on port ${port}` };
  return noListener(port);
}

/** Where the rule sends it that takes the request; undefined where none does. */
function overRules(trace: Trace, { rules }: ListenerWays): Destination | RequestEnd | undefined {
  const missing = rules.find((way) => way.kind === 'missing');
  if (missing) {
    const { text, place } = missing.reference.name;
    trace.add({
      kind: 'rule',
      title: `Rule "${text}"`,
      details: ['not declared'],
      state: 'broken',
      at: place,
    });
    return { kind: 'refused', text: `rule "${text}" does not exist: the deployment fails` };
  }
  for (const { way, takes } of matchingWays(rules, withoutPort(trace.host), trace.path)) {
    const { title, details, at, settings: own } = describedRule(way.rule);
    trace.add({
      kind: 'rule',
      title,
      details: [...details, takes ? undefined : 'may take the request'],
      state: takes ? 'sure' : 'unknown',
      at,
      settings: own,
    });
    if (takes) return way.to;
  }
  const open = rules.find((way) => way.kind === 'unknown');
  if (open)
    trace.add({
      kind: 'rule',
      title: 'Other rules',
      details: ['known only to the deployment', 'may take the request'],
      state: 'unknown',
      at: open.setting.value.place,
    });
  const shared = rules.find((way) => way.kind === 'shared');
  if (!shared || !/\.elasticbeanstalk\.com$/i.test(withoutPort(trace.host))) return undefined;
  trace.add({
    kind: 'rule',
    title: `Rule "${RULE_OF_SHARED_LOAD_BALANCERS}"`,
    details: ['the host name of the environment'],
  });
  return shared.to;
}

/** What becomes of a request that no rule takes. */
function overRest(trace: Trace, rest: RestWay): Destination | End {
  switch (rest.kind) {
    case 'process':
      return rest.to;
    case 'owner':
      return {
        kind: 'unknown',
        text: 'no rule of the files takes it: the owner of the shared load balancer decides',
      };
    // Only a pattern without a slash in front, such as `*`, and a target that is no path come here.
    case 'none':
      return { kind: 'unknown', text: 'whether a rule takes it is not in the files' };
    case 'action':
      trace.add({
        kind: 'listener',
        title: 'Default action',
        state: rest.isRedirectToHttps ? 'sure' : 'unknown',
        details: [rest.isRedirectToHttps ? 'a redirect to HTTPS' : 'of a resource'],
        at: rest.at,
      });
      return rest.isRedirectToHttps
        ? { status: 301, to: `https://${withoutPort(trace.host)}${trace.asked.target}`, at: rest.at }
        : { kind: 'unknown', text: 'the default action of a resource decides' };
  }
}

function toProcess(trace: Trace, to: Destination, arrival: Arrival): AtInstance | RequestEnd {
  const { title, details, at, settings: own, state, protocol } = describedProcess(to, trace.project);
  trace.add({
    kind: 'process',
    title,
    details,
    at,
    settings: own,
    state: to.kind === 'missing' ? 'broken' : state === 'unknown' ? 'unknown' : 'sure',
  });
  if (to.kind === 'unknown') return { kind: 'unknown', text: 'the process is known only to the deployment' };
  if (to.kind === 'missing')
    return { kind: 'refused', text: `process "${to.name}" does not exist: the deployment fails` };
  const { port } = to.process;
  const isEncrypted = ENCRYPTED.has(protocol ?? '');
  return { port, process: to.process, arrival: { ...arrival, isTls: arrival.isTls || isEncrypted } };
}
