import type { Place } from '../../source/index.js';
import { fact } from '../fact.js';
import { environment, hasListenerRules, hasListeners } from '../load-balancer/environment.js';
import { listenerResources } from '../load-balancer/listener-resources.js';
import type { Project } from '../project.js';
import { type EffectiveSetting, itemsOfSetting } from '../settings/settings.js';
import { defaultProcess, routing } from './read-routing.js';
import {
  type Listener,
  type ListenerRule,
  type Process,
  type Reference,
  RULE_OF_SHARED_LOAD_BALANCERS,
} from './routing.js';

/** What gets requests from a listener or a rule. */
export type Destination =
  | { readonly kind: 'process'; readonly process: Process; readonly named: Place | undefined }
  /** A process that is not declared: the deployment fails. */
  | { readonly kind: 'missing'; readonly name: string; readonly named: Place | undefined }
  /** Only the deployment knows its name. */
  | { readonly kind: 'unknown'; readonly named: Place | undefined };

/** A rule that a listener lists. */
export type RuleWay =
  | { readonly kind: 'rule'; readonly rule: ListenerRule; readonly to: Destination }
  /** It is not declared: the deployment fails. */
  | { readonly kind: 'missing'; readonly reference: Reference<ListenerRule> }
  /** The rule of a shared load balancer for the host name of the environment. */
  | { readonly kind: 'shared'; readonly to: Destination }
  /** Only the deployment knows which. */
  | { readonly kind: 'unknown'; readonly setting: EffectiveSetting };

/** Where the requests go that no rule takes. */
export type RestWay =
  | { readonly kind: 'process'; readonly to: Destination }
  /** A resource gives the listener another default action. */
  | { readonly kind: 'action'; readonly at: Place; readonly isRedirectToHttps: boolean }
  /** The load balancer is shared: its owner decides. */
  | { readonly kind: 'owner' }
  /** A rule takes every request. */
  | { readonly kind: 'none' };

/** Where a listener sends its requests. */
export interface ListenerWays {
  readonly listener: Listener;
  /** In the order of its `Rules`. */
  readonly rules: readonly RuleWay[];
  readonly rest: RestWay;
}

/**
 * Where each listener sends requests if it is enabled, or may be: what findings, hover, `graph` and `request` show. Empty where
 * the load balancer does not have listeners of this kind.
 */
export const ways = fact('ways', (project): readonly ListenerWays[] => {
  if (!hasListeners(environment(project))) return [];
  return routing(project).listeners.map((listener) => waysOf(listener, project));
});

/** The way of requests to one port; undefined where no listener is declared there, and none is there by itself. */
export const waysFrom = (port: number, project: Project): ListenerWays | undefined =>
  waysByPort(project).get(port);

const waysByPort = fact(
  'waysByPort',
  (project): ReadonlyMap<number, ListenerWays> =>
    // Of two of one port, such as `080`, the first.
    new Map(
      ways(project)
        .toReversed()
        .map((way) => [way.listener.port, way]),
    ),
);

function waysOf(listener: Listener, project: Project): ListenerWays {
  const rules = hasListenerRules(environment(project)) ? rulesOf(listener, project) : [];
  return { listener, rules, rest: restOf(listener, rules, project) };
}

function rulesOf({ port, rules, rulesSetting }: Listener, project: Project): RuleWay[] {
  const { sharedLoadBalancer: isShared } = environment(project);
  const listed = rules.map((reference): RuleWay => {
    const { target: rule, isMissing, name } = reference;
    if (rule) return { kind: 'rule', rule, to: destinationOfRule(rule, project) };
    if (isMissing && isShared && name.text === RULE_OF_SHARED_LOAD_BALANCERS)
      return { kind: 'shared', to: destination(undefined, project) };
    return isMissing || !rulesSetting
      ? { kind: 'missing', reference }
      : { kind: 'unknown', setting: rulesSetting };
  });
  if (rulesSetting && rulesSetting.value.kind !== 'literal')
    return [...listed.filter(({ kind }) => kind !== 'unknown'), { kind: 'unknown', setting: rulesSetting }];
  return isAttachedByDefault(port, project)
    ? [{ kind: 'shared', to: destination(undefined, project) }]
    : listed;
}

/**
 * Where no listener of a shared load balancer has `Rules`, the rule `default` is attached to port 80.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
 */
const isAttachedByDefault = (port: number, project: Project): boolean =>
  environment(project).sharedLoadBalancer &&
  port === 80 &&
  routing(project).listeners.every(({ rulesSetting }) => !rulesSetting);

function restOf(listener: Listener, rules: readonly RuleWay[], project: Project): RestWay {
  if (environment(project).sharedLoadBalancer) return { kind: 'owner' };
  if (rules.some((way) => way.kind === 'rule' && takesAll(way.rule))) return { kind: 'none' };
  const action = listenerResources(project).defaultActionOf(listener.port);
  return action
    ? { kind: 'action', at: action.place, isRedirectToHttps: action.isRedirectToHttps }
    : { kind: 'process', to: destination(listener.defaultProcess, project) };
}

/** Whether a rule takes every request. */
const takesAll = ({ pathPatterns, hostHeaders }: ListenerRule): boolean =>
  !hostHeaders && itemsOfSetting(pathPatterns).some(({ text }) => text === '/*' || text === '*');

/** Where a rule sends what it takes. */
export const destinationOfRule = ({ process }: ListenerRule, project: Project): Destination =>
  destination(process, project);

/** What an option such as `Process` names; without it, the process `default`. */
function destination(reference: Reference<Process> | undefined, project: Project): Destination {
  const named = reference?.name.place;
  const process = reference ? reference.target : defaultProcess(project);
  if (process) return { kind: 'process', process, named };
  return reference?.isMissing
    ? { kind: 'missing', name: reference.name.text, named }
    : { kind: 'unknown', named };
}
