import type { Place, Related, Value } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { EffectiveSetting } from '../settings/settings.js';

export const PROCESS_NAMESPACE = 'aws:elasticbeanstalk:environment:process:';

/** The process that always exists. */
export const DEFAULT_PROCESS = 'default';

/**
 * The rule that exists, and is attached, without being declared where the load balancer is shared.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
 */
export const RULE_OF_SHARED_LOAD_BALANCERS = 'default';

/** A mention of a process or rule by its name. */
export interface Reference<T> {
  readonly name: Value;
  /** What it names; undefined where the name is not declared, or unknown. */
  readonly target: T | undefined;
  /** The name is known, and it is not declared. */
  readonly isMissing: boolean;
  /** What a name that is not declared probably means: what has a near name, or the only one that nothing names. */
  readonly intended?: T | undefined;
}

/** One process of the environment: a target group behind an application or network load balancer. */
export interface Process {
  readonly name: string;
  /** Undefined for a `default` that no setting declares. */
  readonly place: Place | undefined;
  readonly portSetting: EffectiveSetting | undefined;
  /** The default 80 where no setting tells; undefined where the setting is dynamic. */
  readonly port: number | undefined;
}

export interface ListenerRule {
  readonly name: string;
  readonly place: Place;
  /** Which process gets the requests; undefined where no option says so, which means `default`. */
  readonly process: Reference<Process> | undefined;
  /** The name of that process; undefined where the text does not tell. */
  readonly processName: string | undefined;
  readonly prioritySetting: EffectiveSetting | undefined;
  /** Undefined where the setting is dynamic. */
  readonly priority: number | undefined;
  readonly pathPatterns: EffectiveSetting | undefined;
  readonly hostHeaders: EffectiveSetting | undefined;
}

export interface Listener {
  readonly port: number;
  /** As the project writes it, so that people find it again: `aws:elbv2:listener:default` or `aws:elbv2:listener:80`. */
  readonly namespace: string;
  /** Undefined for the port 80 listener that no setting declares. */
  readonly place: Place | undefined;
  /** Undefined where the setting is dynamic. A listener of a shared load balancer cannot be disabled from here. */
  readonly enabled: boolean | undefined;
  readonly enabledSetting: EffectiveSetting | undefined;
  readonly protocol: EffectiveSetting | undefined;
  readonly certificate: EffectiveSetting | undefined;
  readonly policy: EffectiveSetting | undefined;
  readonly rulesSetting: EffectiveSetting | undefined;
  readonly rules: readonly Reference<ListenerRule>[];
  /** The rules among them that are declared, and those that wrong names probably mean. */
  readonly listedRules: ReadonlySet<ListenerRule>;
  /** Which process gets what no rule takes; undefined where no option says so, which means `default`. */
  readonly defaultProcess: Reference<Process> | undefined;
  /** The name of that process; undefined where the text does not tell. */
  readonly defaultProcessName: string | undefined;
}

/** How requests find their way from a load balancer's listeners over rules to processes. */
export interface Routing {
  /** By port; with the one of port 80 even if no setting declares it, unless the load balancer is shared. */
  readonly listeners: readonly Listener[];
  readonly rules: readonly ListenerRule[];
  /** Always with `default`. */
  readonly processes: readonly Process[];
}

/** Whether a listener lists a rule; undefined where its `Rules` are not known. */
export function listsRule({ listedRules, rulesSetting }: Listener, rule: ListenerRule): boolean | undefined {
  if (listedRules.has(rule)) return true;
  return rulesSetting && rulesSetting.value.kind !== 'literal' ? undefined : false;
}

/** The listeners that list rules, or may do so. */
export const listenersWithRules = ({ listeners }: Pick<Routing, 'listeners'>): readonly Listener[] =>
  listeners.filter(
    ({ rules, rulesSetting }) =>
      rules.length > 0 || (rulesSetting !== undefined && rulesSetting.value.kind !== 'literal'),
  );

/** All listeners if each is disabled; else all that list rules if each of these is; otherwise none. */
export const disabledListeners = (routing: Routing): readonly Listener[] =>
  [routing.listeners, listenersWithRules(routing)].find((listeners) => listeners.every(isDisabled)) ?? [];

/** Only a setting disables a listener. */
interface DisabledListener extends Listener {
  readonly enabledSetting: EffectiveSetting;
}

export const isDisabled = (listener: Listener): listener is DisabledListener => listener.enabled === false;

/** A disabled listener as the other end of a finding. */
export const disabledNote = ({ port, enabledSetting }: DisabledListener): Related => ({
  at: enabledSetting.value.place,
  note: `listener ${port} is disabled`,
});

/** The rules that a listener lists, as the other end of a finding; nothing where it lists none. */
export const rulesNote = ({ port, rulesSetting }: Listener): Related[] =>
  rulesSetting ? [{ at: rulesSetting.value.place, note: `rules of listener ${port}` }] : [];

/** The processes on each port. */
export const processesByPort = oncePer(({ processes }: Routing) =>
  groupBy(processes, ({ port }) => (port === undefined ? [] : [port])),
);
