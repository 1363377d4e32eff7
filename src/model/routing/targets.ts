import { environment, hasListeners } from '../load-balancer/environment.js';
import type { Project } from '../project.js';
import { itemsOfSetting } from '../settings/settings.js';
import {
  DEFAULT_PROCESS,
  type Listener,
  type ListenerRule,
  type Process,
  type Reference,
} from './routing.js';
import { isWrongName } from './references.js';
import { routing } from './read-routing.js';
import { PROXY_PORTS } from '../../knowledge/platform/proxy-ports.js';

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
export function targetsOf(project: Project): Target[] {
  if (!hasListeners(environment(project))) return [];
  const byDefault = routing(project).processes.find(({ name }) => name === DEFAULT_PROCESS);
  const sentTo = (reference: Reference<Process> | undefined): Pick<Target, 'process' | 'missing'> => ({
    process: reference ? reference.target : byDefault,
    missing: reference && missing('process', reference, reference.isMissing),
  });
  return routing(project)
    .listeners.filter(({ enabled }) => enabled !== false)
    .flatMap((listener) => {
      const { rules, rulesSetting, defaultProcess } = listener;
      const isOpen = rulesSetting !== undefined && rulesSetting.value.kind !== 'literal';
      // The rest of a shared load balancer's requests belongs to its owner, but a rule for "default" is attached by default.
      const rest = sentTo(environment(project).sharedLoadBalancer ? undefined : defaultProcess);
      const isRestTaken = environment(project).sharedLoadBalancer
        ? rules.length > 0
        : rules.some(({ target }) => target && takesAll(target));
      return [
        ...rules.map((reference) => {
          const rule = reference.target;
          return rule
            ? { listener, rule, ...sentTo(rule.process) }
            : {
                listener,
                rule,
                process: undefined,
                missing: missing('rule', reference, isWrongName(reference)),
              };
        }),
        ...(isOpen ? [{ listener, rule: undefined, process: undefined }] : []),
        ...(isRestTaken ? [] : [{ listener, rule: undefined, ...rest }]),
      ];
    });
}

const missing = (
  kind: 'rule' | 'process',
  { name }: Pick<Reference<unknown>, 'name'>,
  isMissing: boolean,
): Target['missing'] => (isMissing ? { kind, name: name.text } : undefined);

/** Whether a rule takes every request. */
const takesAll = ({ pathPatterns, hostHeaders }: ListenerRule): boolean =>
  !hostHeaders && itemsOfSetting(pathPatterns).some(({ text }) => text === '/*' || text === '*');

/**
 * Whether the proxy of the instances gets requests: from a process on one of its ports, or without any load balancer of
 * these kinds. Undefined where the text does not tell.
 */
export function isProxyReached(sources: Project): boolean | undefined {
  if (!hasListeners(environment(sources))) return true;
  const ports = targetsOf(sources).map(({ process }) => process?.port);
  if (ports.some((port) => port !== undefined && PROXY_PORTS.has(port))) return true;
  return ports.includes(undefined) ? undefined : false;
}

/** Whether a process has a port, or may have it. */
export const mayBeProcessPort = (port: number, project: Project): boolean =>
  routing(project).processes.some((process) => (process.port ?? port) === port);
