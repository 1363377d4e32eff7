import { OF_LOAD_BALANCERS } from '../support/lost-words.js';
import { environment, hasListeners } from '../../model/load-balancer/environment.js';
import { isConfigFile } from '../../model/bundle/config-file-name.js';
import { resourceEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isWorkerTier } from '../../model/platform/tier.js';
import type { Project } from '../../model/project.js';
import { listenersToExtend, ruleFor } from '../../model/routing/how-to-attach.js';
import { defaultProcess, routing } from '../../model/routing/read-routing.js';
import {
  DEFAULT_PROCESS,
  PROCESS_NAMESPACE,
  RULE_OF_SHARED_LOAD_BALANCERS,
  type Listener,
  type ListenerRule,
  type Process,
  type Reference,
  type Routing,
} from '../../model/routing/routing.js';
import { scripts } from '../../model/scripts/scripts.js';
import { mayBeConfiguredElsewhere } from '../../model/settings/settings-elsewhere.js';
import { settings } from '../../model/settings/settings.js';
import { typeOf } from '../../parse/index.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';

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
    if (unnamed.length === 0 || mayBeNamedElsewhere(project)) return;
    const rulesByName = new Map(routing(project).rules.map((rule) => [rule.name, rule]));
    const listeners = listenersToExtend(project);
    const byDefault = defaultProcess(project);
    for (const process of unnamed) {
      const rule = rulesByName.get(process.name);
      if (!process.place) continue;
      yield {
        at: process.place,
        message: `No listener or rule sends requests to process "${process.name}"`,
        help: helpFor(process, { rule, byDefault, listeners }, project),
        related: rule
          ? [{ at: rule.place, note: `rule "${rule.name}" sends its requests to "${rule.processName}"` }]
          : [],
      };
    }
  },
};

/** The processes that nothing names; none where a name is not known, or not declared: it may be that of any process. */
function unnamedProcesses(project: Project): readonly Process[] {
  if (!hasListeners(environment(project))) return [];
  const references = processReferences(routing(project));
  if (references.some(({ target }) => !target)) return [];
  const named = new Set(references.map(({ target }) => target));
  // Whether names are case-sensitive is not documented.
  return routing(project).processes.filter(
    (process) => process.name.toLowerCase() !== DEFAULT_PROCESS && !named.has(process),
  );
}

/** What names processes, also where it has no effect: rules about listeners report that. */
const processReferences = ({ listeners, rules }: Routing): readonly Pick<Reference<Process>, 'target'>[] => [
  ...[
    ...listeners.map(({ defaultProcess }) => defaultProcess),
    ...rules.map(({ process }) => process),
  ].flatMap((reference) => reference ?? []),
  ...listeners.flatMap((listener) => [
    ...(listener.rulesSetting && listener.rulesSetting.value.kind !== 'literal' ? [UNKNOWN] : []),
    ...listener.rules.flatMap(({ name, target }) =>
      target || name.text === RULE_OF_SHARED_LOAD_BALANCERS ? [] : [UNKNOWN],
    ),
  ]),
];

/** A rule that is declared elsewhere may name any process. */
const UNKNOWN: Pick<Reference<Process>, 'target'> = { target: undefined };

/** Resources, and commands of the AWS CLI, name the target group of a process. */
const TARGET_GROUP = /target-?group/i;

const ROUTES = /^AWS::ElasticLoadBalancingV2::Listener(?:Rule)?$/;

/** Whether requests may be sent to a process by something else than an option setting, or in another kind of environment. */
const mayBeNamedElsewhere = (project: Project): boolean =>
  isWorkerTier(deployedFiles(project), settings(project)) ||
  mayBeConfiguredElsewhere(project) ||
  resourceEntries(project).some((resource) => ROUTES.test(typeOf(resource) ?? '')) ||
  deployedFiles(project).files.some(
    (file) => 'source' in file && isConfigFile(file.name) && TARGET_GROUP.test(file.source.text),
  ) ||
  scripts(project).some(({ text }) => TARGET_GROUP.test(text));

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
