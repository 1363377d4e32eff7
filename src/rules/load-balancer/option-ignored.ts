import { findNamespace } from '../../catalogue/find-namespace.js';
import {
  helpInstead,
  type Ignored,
  type IgnoringKind,
  type OptionName,
  whyIgnored,
} from '../../knowledge/load-balancing/load-balancers.js';
import { environment, namedSharedBalancer } from '../../model/load-balancer/environment.js';
import type { Project } from '../../model/project.js';
import { manifestSettings } from '../../model/settings/manifest-settings.js';
import {
  type EffectiveSetting,
  type Setting,
  type Settings,
  settings,
} from '../../model/settings/settings.js';
import { isFalse, isTrue, type Place, type Related, trimmedText } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { list } from '../../util/text.js';
import { anySetting } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const optionIgnored: Rule = {
  meta: {
    summary: 'The load balancer of this environment ignores some settings',
    why: 'Elastic Beanstalk accepts the settings, but they have no effect. Only a Classic Load Balancer reads the aws:elb namespaces, and only the other types read the aws:elbv2 namespaces. With a Network Load Balancer, Elastic Beanstalk has no options for listener rules, sticky sessions, HealthCheckTimeout, IdleTimeout and access logs. A single instance has no load balancer. For a listener of a shared load balancer, an environment only sets Rules. The Application Healthcheck URL is for Classic Load Balancers: each process of the others has a path of its own. The deployment succeeds, but the listener or rule does not exist.',
    consequence: 'silently-ignored',
    references: [
      'guide:command-options-general',
      'guide:environments-cfg-alb',
      'guide:environments-cfg-alb-shared',
      'guide:environments-cfg-nlb',
      'guide:environments-cfg-clb',
    ],
    yieldsTo: ['load-balancer/elbv2-settings-on-classic', 'settings/conflicting-options'],
  },
  needs: anySetting,
  *check(project) {
    for (const reason of ignoringKinds(project)) {
      // All that has one reason, and one remedy, is one mistake.
      const byHelp = groupBy(ignoredSettings(reason, project), ({ why }) => [
        why.counterparts ? why : why.help,
      ]);
      for (const ignored of byHelp.values()) yield* findingFor(ignored, reason, project);
    }
  },
};

/** What is ignored in one namespace. */
interface IgnoredSettings {
  readonly settings: readonly Setting[];
  readonly first: Setting;
  /** Where other files set options of the same namespace without effect. */
  readonly elsewhere: readonly Place[];
  readonly isWhole: boolean;
  readonly why: Ignored;
}

function ignoredSettings({ kind }: IgnoringReason, project: Project): IgnoredSettings[] {
  const isInUse = inUse(settings(project));
  const reasonFor = ({ namespace, option }: Setting) => whyIgnored(kind, namespace.value, option.value);
  const inManifest = groupBy(manifestSettings(project), ({ namespace }) => [namespace.value]);
  const inFiles = groupBy(settings(project).all, ({ namespace }) => [namespace.value]);
  const ofNamespaces = settings(project)
    .namespaces()
    .map((namespace) => settings(project).of(namespace));
  return [...ofNamespaces, ...inManifest.values()].flatMap((all) => {
    const ignored = all.filter(reasonFor);
    const [first] = ignored;
    const reason = first && reasonFor(first);
    if (!reason || !ignored.some(isInUse)) return [];
    const isWhole = ignored.length === all.length && reason.options === undefined;
    const sameNamespace = inFiles.get(first.namespace.value) ?? [];
    const elsewhere = inOtherFiles(first, sameNamespace.filter(reasonFor));
    return [{ settings: ignored, first, elsewhere, isWhole, why: reason }];
  });
}

function* findingFor(
  ignored: readonly IgnoredSettings[],
  { kind, because }: IgnoringReason,
  project: Project,
): Generator<Finding> {
  const [first, ...others] = ignored;
  if (!first) return;
  yield {
    at: placeOf(first),
    message: `${subjectOf(first, others)} no effect ${WHERE[kind]}`,
    help: helpInstead(
      first.why,
      kind,
      ignored.flatMap(({ settings: all }) =>
        all.map(({ namespace, option }) => ({ namespace: namespace.value, option: option.value })),
      ),
      isSetIn(project),
    ),
    related: [
      because,
      ...[...first.elsewhere, ...others.flatMap((other) => [placeOf(other), ...other.elsewhere])].map(
        (at) => ({
          at,
          note: 'without effect as well',
        }),
      ),
    ],
  };
}

/** Whether the files of the project or its manifest set an option. */
function isSetIn(project: Project): (name: OptionName) => boolean {
  const inManifest = new Set(
    manifestSettings(project).map(({ namespace, option }) => keyOf(namespace.value, option.value)),
  );
  return ({ namespace, option }) =>
    settings(project).effective(namespace, option) !== undefined || inManifest.has(keyOf(namespace, option));
}

const keyOf = (namespace: string, option: string): string => `${namespace}/${option}`;

const placeOf = ({ first, isWhole }: IgnoredSettings): Place =>
  isWhole ? first.namespace.place : first.option.place;

/** An option that is set to false need not have an effect, nor the usual path where the process has no other one. */
function inUse(settings: Settings): (setting: Setting) => boolean {
  const path = settings.effective('aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath');
  const usual = (trimmedText(path?.value) ?? '/') === '/' ? ['', '/'] : [''];
  return (setting) => !isFalse(setting) && !usual.includes(setting.value.text.trim());
}

const inOtherFiles = (first: Setting, settings: readonly Setting[]): Place[] =>
  [...groupBy(settings, ({ place }) => [place.file])].flatMap(([file, [setting]]) =>
    setting && file !== first.place.file ? [setting.option.place] : [],
  );

const WHERE: Readonly<Record<IgnoringKind, string>> = {
  application: 'with an Application Load Balancer',
  network: 'with a Network Load Balancer',
  classic: 'with a Classic Load Balancer',
  none: 'on a single instance',
  shared: 'with a shared load balancer',
  elbv2: 'with an Application or Network Load Balancer',
};

/**
 * `Rules of aws:elbv2:listener:80 has`, `StickinessType and StickinessEnabled have`, `aws:elb:policies and 2 other
 * namespaces have`.
 */
function subjectOf(one: IgnoredSettings, others: readonly IgnoredSettings[]): string {
  const { settings, first, isWhole } = one;
  if (others.length > 1)
    return isWhole
      ? `${first.namespace.value} and ${others.length} other namespaces have`
      : `${nameOf(first)} and settings of ${others.length} other namespaces have`;
  const [other] = others;
  if (other) {
    const name = other.isWhole ? other.first.namespace.value : nameOf(other.first);
    return `${isWhole ? first.namespace.value : nameOf(first)} and ${name} have`;
  }
  if (isWhole) return `${first.namespace.value} has`;
  if (settings.length > 1) return `${list(settings.map(({ option }) => option.value))} have`;
  return `${nameOf(first)} has`;
}

/** With the namespace where it is one of many. */
const nameOf = ({ option, namespace }: Setting): string =>
  findNamespace(namespace.value)?.listedAs === namespace.value
    ? option.value
    : `${option.value} of ${namespace.value}`;

/** A kind of load balancer that an environment has, and what says so. */
interface IgnoringReason {
  readonly kind: IgnoringKind;
  readonly because: Related;
}

/** The kinds of load balancer that the settings of a project name. */
function ignoringKinds(project: Project): IgnoringReason[] {
  const { loadBalancer: kind, loadBalancerSetting: setting } = environment(project);
  const shared = sharedSetting(settings(project));
  return [
    ...(kind && setting ? [{ kind, because: noteOf(setting) }] : []),
    ...(kind === undefined ? elbv2Reason(settings(project)) : []),
    ...(shared ? [{ kind: 'shared' as const, because: noteOf(shared) }] : []),
  ];
}

const noteOf = ({ option, value }: EffectiveSetting): Related => ({
  at: value.place,
  note: `${option.value} is ${value.text.trim()}`,
});

/** Where nothing names the kind, listeners and rules tell that it is not a Classic Load Balancer. */
function elbv2Reason(settings: Settings): IgnoringReason[] {
  const [first] = settings.namespaces('aws:elbv2:listener').flatMap((namespace) => settings.of(namespace));
  if (!first || settings.namespaces('aws:elb:').length > 0) return [];
  const because = { at: first.namespace.place, note: 'a listener or rule of such a load balancer' };
  return [{ kind: 'elbv2', because }];
}

function sharedSetting(settings: Settings): EffectiveSetting | undefined {
  const isShared = settings.effective('aws:elasticbeanstalk:environment', 'LoadBalancerIsShared');
  if (isShared) return isTrue(isShared) ? isShared : undefined;
  const balancer = namedSharedBalancer(settings);
  return trimmedText(balancer?.value) ? balancer : undefined;
}
