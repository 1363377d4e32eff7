import {
  literalBoolean,
  literalNumber,
  literalText,
  trimmedText,
  type Place,
  type Related,
  type Value,
} from '../../source/index.js';
import { nearest } from '../../util/nearest.js';
import { splitWords } from '../../util/white-space.js';
import type { Environment } from '../load-balancer/environment.js';
import { itemsOfSetting, type EffectiveSetting, type Settings } from '../settings/settings.js';

const LISTENER = 'aws:elbv2:listener:';
const RULE = 'aws:elbv2:listenerrule:';
export const PROCESS_NAMESPACE = 'aws:elasticbeanstalk:environment:process:';

/** The process that always exists. */
export const DEFAULT_PROCESS = 'default';

/**
 * The rule that exists, and is attached, without being declared where the load balancer is shared.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
 */
export const RULE_OF_SHARED_LOAD_BALANCERS = 'default';

/** The priority of a listener rule that sets none. */
const DEFAULT_PRIORITY = 1;

/** The port of a process that sets none. */
const DEFAULT_PROCESS_PORT = 80;

/** What the settings of one namespace such as `aws:elbv2:listener:443` declare. */
interface Declaration {
  /** The last part of the namespace; 80 for `aws:elbv2:listener:default`. */
  readonly name: string;
  /** The namespace as written where it first appears. */
  readonly namespace: string;
  readonly place: Place;
  readonly option: (name: string) => EffectiveSetting | undefined;
}

/** A mention of a process or rule by its name. */
export interface Reference<T> {
  readonly name: Value;
  /** What it names; undefined where the name is not declared, or unknown. */
  readonly target: T | undefined;
  /** The name is known, and it is not declared. */
  readonly isMissing: boolean;
  /** What a name that is not declared probably stands for: what has a near name, or the only one that nothing names. */
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
  /** The rules among them that are declared, and those that wrong names stand for. */
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

export function readRouting(settings: Settings, { sharedLoadBalancer }: Environment): Routing {
  const processes = declarations(settings, PROCESS_NAMESPACE).map(readProcess);
  if (!processes.some(({ name }) => name === DEFAULT_PROCESS)) processes.push(IMPLICIT_PROCESS);
  const processesByName = byName(processes);
  const rules = declarations(settings, RULE).map((declaration) => readRule(declaration, processesByName));
  const rulesByName = byName(rules);
  const declared = declarations(settings, LISTENER)
    .filter(({ name }) => /^\d{1,5}$/.test(name))
    .map((declaration) => readListener(declaration, rulesByName, processesByName));
  const listeners = sharedLoadBalancer
    ? declared.map((listener) => ({ ...listener, enabled: true }))
    : withDefaultListener(declared);
  return { listeners: listeners.sort((a, b) => a.port - b.port), rules, processes };
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

const withDefaultListener = (listeners: Listener[]): Listener[] =>
  listeners.some(({ port }) => port === 80) ? listeners : [...listeners, DEFAULT_LISTENER];

function declarations(settings: Settings, prefix: string): Declaration[] {
  return settings.mentions(prefix).map(({ namespace, writtenAs }) => ({
    name: namespace.slice(prefix.length),
    namespace: writtenAs.value,
    place: writtenAs.place,
    option: (option) => settings.effective(namespace, option),
  }));
}

const IMPLICIT_PROCESS: Process = {
  name: DEFAULT_PROCESS,
  place: undefined,
  portSetting: undefined,
  port: DEFAULT_PROCESS_PORT,
};

/**
 * The listener of port 80 where no setting declares it, by its documented name.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener-default
 */
const DEFAULT_LISTENER: Listener = {
  port: 80,
  namespace: `${LISTENER}default`,
  place: undefined,
  enabled: true,
  enabledSetting: undefined,
  protocol: undefined,
  certificate: undefined,
  policy: undefined,
  rulesSetting: undefined,
  rules: [],
  listedRules: new Set(),
  defaultProcess: undefined,
  defaultProcessName: DEFAULT_PROCESS,
};

/**
 * The same of a shared load balancer, which has no default listener.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html
 */
export const SHARED_LISTENER: Listener = { ...DEFAULT_LISTENER, namespace: `${LISTENER}80` };

function readProcess({ name, place, option }: Declaration): Process {
  const portSetting = option('Port');
  return { name, place, portSetting, port: numberOr(portSetting, DEFAULT_PROCESS_PORT) };
}

function readRule({ name, place, option }: Declaration, processes: ByName<Process>): ListenerRule {
  const prioritySetting = option('Priority');
  const process = reference(option('Process')?.value, processes);
  return {
    name,
    place,
    process,
    processName: nameOfProcess(process),
    prioritySetting,
    priority: numberOr(prioritySetting, DEFAULT_PRIORITY),
    pathPatterns: option('PathPatterns'),
    hostHeaders: option('HostHeaders'),
  };
}

function readListener(
  { name, namespace, place, option }: Declaration,
  rulesByName: ByName<ListenerRule>,
  processes: ByName<Process>,
): Listener {
  const enabledSetting = option('ListenerEnabled');
  const rulesSetting = option('Rules');
  const rules = withIntended(
    itemsOfSetting(rulesSetting).flatMap((item) => reference(item, rulesByName) ?? []),
    rulesByName,
  );
  const defaultProcess = reference(option('DefaultProcess')?.value, processes);
  return {
    port: Number(name),
    namespace,
    place,
    enabled: enabledSetting ? literalBoolean(enabledSetting.value) : true,
    enabledSetting,
    protocol: option('Protocol'),
    certificate: option('SSLCertificateArns'),
    policy: option('SSLPolicy'),
    rulesSetting,
    rules,
    listedRules: new Set(
      rules.flatMap(
        ({ target, intended, name: item }) => target ?? intended ?? separatedBySpaces(item, rulesByName),
      ),
    ),
    defaultProcess,
    defaultProcessName: nameOfProcess(defaultProcess),
  };
}

/** The rules of a name such as `ws api`, where a comma is missing. */
export function separatedBySpaces(
  { text }: Value,
  rules: ReadonlyMap<string, ListenerRule>,
): readonly ListenerRule[] {
  const found = splitWords(text).map((name) => rules.get(name));
  return found.every((rule) => rule !== undefined) ? found : [];
}

/** Where there are more, no single one is left to be guessed. */
const MAX_GUESSED = 100;

/** References to rules with what each name that is not declared probably stands for. */
function withIntended(
  references: readonly Reference<ListenerRule>[],
  targets: ByName<ListenerRule>,
): readonly Reference<ListenerRule>[] {
  const missing = references.filter(isWrongName);
  if (missing.length === 0) return references;
  const only = missing.length === 1 ? onlyUnnamed(references, targets) : undefined;
  return references.map((reference) => {
    if (!isWrongName(reference)) return reference;
    const near = nearest(reference.name.text, targets.keys());
    return { ...reference, intended: near === undefined ? only : targets.get(near) };
  });
}

/** A shared load balancer has a rule that nothing declares. */
const isWrongName = ({ name, isMissing }: Reference<ListenerRule>): boolean =>
  isMissing && name.text !== RULE_OF_SHARED_LOAD_BALANCERS;

function onlyUnnamed(
  references: readonly Reference<ListenerRule>[],
  targets: ByName<ListenerRule>,
): ListenerRule | undefined {
  if (targets.size > MAX_GUESSED) return undefined;
  const named = new Set(references.map(({ target }) => target));
  const [only, ...others] = [...targets.values()].filter((target) => !named.has(target));
  return others.length === 0 ? only : undefined;
}

type ByName<T> = ReadonlyMap<string, T>;

const byName = <T extends { readonly name: string }>(items: readonly T[]): ByName<T> =>
  new Map(items.map((item) => [item.name, item]));

const numberOr = (setting: EffectiveSetting | undefined, fallback: number): number | undefined =>
  setting ? literalNumber(setting.value) : fallback;

const nameOfProcess = (process: Reference<Process> | undefined): string | undefined =>
  process ? literalText(process.name) : DEFAULT_PROCESS;

/** An empty name names nothing: it is as if the option were not there. */
function reference<T>(name: Value | undefined, targets: ByName<T>): Reference<T> | undefined {
  const text = trimmedText(name);
  if (!name || text === '') return undefined;
  if (text === undefined) return { name, target: undefined, isMissing: false };
  const target = targets.get(text);
  return { name: { ...name, text }, target, isMissing: !target };
}
