import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';
import { fact } from '../fact.js';
import { environment, hasListeners } from '../load-balancer/environment.js';
import type { Project } from '../project.js';
import { routing } from './read-routing.js';
import type { Listener, ListenerRule, Process } from './routing.js';
import { type Destination, type RestWay, type RuleWay, ways, waysFrom } from './ways.js';

/** A process that gets requests, and what sends them. */
export interface Target {
  /** Undefined where the text does not tell which one. */
  readonly process: Process | undefined;
  readonly listener: Listener;
  /** Undefined for what no rule takes. */
  readonly rule: ListenerRule | undefined;
  /** The name of a rule or process that would come next, where it is not declared. */
  readonly missing?: { readonly kind: 'rule' | 'process'; readonly name: string } | undefined;
}

/** Where the listeners that are enabled, or may be, send their requests. */
export const targets = fact('targets', (project): readonly Target[] =>
  ways(project).flatMap(({ listener, rules, rest }) =>
    listener.enabled === false
      ? []
      : [...rules.map((way) => targetOfRule(listener, way)), ...targetsOfRest(listener, rest, project)],
  ),
);

function targetOfRule(listener: Listener, way: RuleWay): Target {
  switch (way.kind) {
    case 'rule':
      return { listener, rule: way.rule, ...sentTo(way.to) };
    case 'shared':
      return { listener, rule: undefined, ...sentTo(way.to) };
    case 'missing':
      return {
        listener,
        rule: undefined,
        process: undefined,
        missing: { kind: 'rule', name: way.reference.name.text },
      };
    case 'unknown':
      return { listener, rule: undefined, process: undefined };
  }
}

function targetsOfRest(listener: Listener, rest: RestWay, project: Project): readonly Target[] {
  if (rest.kind === 'process') return [{ listener, rule: undefined, ...sentTo(rest.to) }];
  if (rest.kind !== 'action') return [];
  // Where no listener of HTTPS is declared, another tool may add the one that the redirect leads to.
  const isFollowed = rest.isRedirectToHttps && waysFrom(443, project) !== undefined;
  return isFollowed ? [] : [{ listener, rule: undefined, process: undefined }];
}

const sentTo = (to: Destination): Pick<Target, 'process' | 'missing'> =>
  to.kind === 'process'
    ? { process: to.process }
    : { process: undefined, missing: to.kind === 'missing' ? { kind: 'process', name: to.name } : undefined };

/**
 * Whether the proxy of the instances gets requests: from a process on one of its ports, or without any load balancer of
 * these kinds. Undefined where the text does not tell.
 */
export function isProxyReached(sources: Project): boolean | undefined {
  if (!hasListeners(environment(sources))) return true;
  const ports = targets(sources).map(({ process }) => process?.port);
  if (ports.some((port) => port !== undefined && PROXY_PORTS.has(port))) return true;
  return ports.includes(undefined) ? undefined : false;
}

/** Whether a process has a port, or may have it. */
export const mayBeProcessPort = (port: number, project: Project): boolean =>
  routing(project).processes.some((process) => (process.port ?? port) === port);
