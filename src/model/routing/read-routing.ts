import { literalBoolean, literalNumber, literalText, type Place } from '../../source/index.js';
import { fact } from '../fact.js';
import { environment } from '../load-balancer/environment.js';
import { type EffectiveSetting, itemsOfSetting, type Settings, settings } from '../settings/settings.js';
import { type ByName, byName, reference, separatedBySpaces, withIntended } from './references.js';
import {
  DEFAULT_PROCESS,
  type Listener,
  type ListenerRule,
  type Process,
  PROCESS_NAMESPACE,
  type Reference,
  type Routing,
} from './routing.js';

const LISTENER = 'aws:elbv2:listener:';
const RULE = 'aws:elbv2:listenerrule:';

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

/** What the settings declare, with what exists without being declared. */
export const routing = fact('routing', (project): Routing => {
  const declared = (prefix: string) => declarations(settings(project), prefix);
  const processes = declared(PROCESS_NAMESPACE).map(readProcess);
  if (!processes.some(({ name }) => name === DEFAULT_PROCESS)) processes.push(IMPLICIT_PROCESS);
  const processesByName = byName(processes);
  const rules = declared(RULE).map((declaration) => readRule(declaration, processesByName));
  const rulesByName = byName(rules);
  const declaredListeners = declared(LISTENER)
    .filter(({ name }) => /^\d{1,5}$/.test(name))
    .map((declaration) => readListener(declaration, rulesByName, processesByName));
  const listeners = environment(project).sharedLoadBalancer
    ? declaredListeners.map((listener) => ({ ...listener, enabled: true }))
    : withDefaultListener(declaredListeners);
  return { listeners: listeners.sort((a, b) => a.port - b.port), rules, processes };
});

/** The process that gets what no option sends elsewhere. */
export const defaultProcess = fact('defaultProcess', (project) =>
  routing(project).processes.find(({ name }) => name === DEFAULT_PROCESS),
);

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

const numberOr = (setting: EffectiveSetting | undefined, fallback: number): number | undefined =>
  setting ? literalNumber(setting.value) : fallback;

const nameOfProcess = (process: Reference<Process> | undefined): string | undefined =>
  process ? literalText(process.name) : DEFAULT_PROCESS;
