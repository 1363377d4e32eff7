import { isConfigFile } from '../../model/bundle/config-file-name.js';
import { resourceEntries } from '../../model/bundle/config-files.js';
import type { Doubt } from '../../model/doubt.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import { isWorkerTier } from '../../model/platform/tier.js';
import { saidByFile, saidByScript } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { listenersToExtend, ruleFor } from '../../model/routing/how-to-attach.js';
import { defaultProcess, routing } from '../../model/routing/read-routing.js';
import {
  DEFAULT_PROCESS,
  type Listener,
  type ListenerRule,
  type Process,
  PROCESS_NAMESPACE,
  type Reference,
  type Routing,
  RULE_OF_SHARED_LOAD_BALANCERS,
} from '../../model/routing/routing.js';
import { mayBeConfiguredElsewhere } from '../../model/settings/settings-elsewhere.js';
import { typeOf } from '../../parse/index.js';
import type { Place, Value } from '../../source/index.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { OF_LOAD_BALANCERS } from '../support/lost-words.js';

export const unroutedProcess: Rule = {
  meta: {
    summary: 'No listener and no listener rule names a process, so it gets no requests',
    why: 'A process gets only the requests of the listeners that name it in DefaultProcess, and of the listener rules that name it in Process. Both default to the process "default". A process that none of them names gets no requests, whatever its port and health check are. What the console adds is not seen.',
    consequence: 'silently-ignored',
    references: [
      'guide:environments-cfg-alb',
      'guide:command-options-general#command-options-general-environmentprocess',
    ],
    claimsAbsence: OF_LOAD_BALANCERS,
    yieldsTo: ['routing/listener-without-process', 'routing/unrouted-server'],
  },
  needs: anySetting,
  *check(project) {
    const unnamed = unnamedProcesses(project);
    if (unnamed.length === 0) return;
    const doubt = otherRoute(project);
    const rulesByName = new Map(routing(project).rules.map((rule) => [rule.name, rule]));
    const listeners = listenersToExtend(project);
    const byDefault = defaultProcess(project);
    for (const process of unnamed) {
      const rule = rulesByName.get(process.name);
      if (!process.place) continue;
      yield {
        at: process.place,
        doubt,
        message: `No listener or rule sends requests to process "${process.name}"`,
        help: helpFor(process, { rule, byDefault, listeners }, project),
        related: rule
          ? [{ at: rule.place, note: `rule "${rule.name}" sends its requests to "${rule.processName}"` }]
          : [],
      };
    }
  },
};

/** The processes that nothing names. */
function unnamedProcesses(project: Project): readonly Process[] {
  if (!hasListeners(environment(project))) return [];
  const named = new Set(processReferences(routing(project)).map(({ target }) => target));
  // Whether names are case-sensitive is not documented.
  return routing(project).processes.filter(
    (process) => process.name.toLowerCase() !== DEFAULT_PROCESS && !named.has(process),
  );
}

/** What names processes, also where it has no effect: rules about listeners report that. */
const processReferences = ({ listeners, rules }: Routing): readonly ProcessReference[] => [
  ...[
    ...listeners.map(({ defaultProcess }) => defaultProcess),
    ...rules.map(({ process }) => process),
  ].flatMap((reference) => reference ?? []),
  ...listeners.flatMap((listener) => [
    ...(listener.rulesSetting && listener.rulesSetting.value.kind !== 'literal'
      ? [unknownAt(listener.rulesSetting.value.place)]
      : []),
    ...listener.rules.flatMap(({ name, target }) =>
      target || name.text === RULE_OF_SHARED_LOAD_BALANCERS ? [] : [unknownAt(name.place)],
    ),
  ]),
];

/** A rule that is declared elsewhere may name any process. */
const unknownAt = (place: Place): ProcessReference => ({ target: undefined, name: { place } });

interface ProcessReference extends Pick<Reference<Process>, 'target'> {
  readonly name: Pick<Value, 'place'>;
}

/** Resources, and commands of the AWS CLI, name the target group of a process. */
const TARGET_GROUP = /target-?group/i;

const ROUTES = /^AWS::ElasticLoadBalancingV2::Listener(?:Rule)?$/;

/** What else may send requests to a process than an option setting whose value is known, or why it needs none. */
function otherRoute(project: Project): Doubt | undefined {
  const unknown = processReferences(routing(project)).find(({ target }) => !target);
  if (unknown) return { reason: 'it is not known which process this leads to', at: unknown.name.place };
  if (isWorkerTier(project)) return { reason: 'the environment is a worker', at: undefined };
  if (mayBeConfiguredElsewhere(project))
    return { reason: 'another tool of the project configures environments', at: undefined };
  const route = resourceEntries(project).find((resource) => ROUTES.test(typeOf(resource) ?? ''));
  if (route) return { reason: 'this resource sends requests as well', at: route.name.place };
  const at = saidByFile(TARGET_GROUP, project, isConfigFile) ?? saidByScript(TARGET_GROUP, project);
  return at && { reason: 'this names target groups', at };
}

function helpFor(
  { name, port }: Process,
  {
    rule,
    byDefault,
    listeners,
  }: {
    readonly rule: ListenerRule | undefined;
    readonly byDefault: Process | undefined;
    readonly listeners: readonly Listener[];
  },
  project: Project,
): string {
  if (rule && !rule.process) return `Add \`Process: ${name}\` to \`aws:elbv2:listenerrule:${name}\`.`;
  if (rule)
    return `Set \`Process: ${name}\` in the listener rule of its paths, or delete \`${PROCESS_NAMESPACE}${name}\`.`;
  if (port !== undefined && port === byDefault?.port)
    return byDefault.place
      ? `Delete \`${PROCESS_NAMESPACE}${name}\`: process \`${DEFAULT_PROCESS}\` gets the requests to port ${port}.`
      : `Rename it to \`${PROCESS_NAMESPACE}${DEFAULT_PROCESS}\`, which gets the requests to port ${port}.`;
  if (environment(project).loadBalancer === 'network')
    return `Add \`aws:elbv2:listener:${port ?? 'PORT'}\` with \`DefaultProcess: ${name}\`, or delete the process.`;
  return `Add ${ruleFor(name, listeners, project)}.`;
}
