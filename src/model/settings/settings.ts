import { intendedNamespace } from '../../catalogue/find-intended.js';
import type { Name, Setting } from '../../parse/config-file/option-settings.js';
import { withUnknownValue } from '../../parse/environment/setting-of-item.js';
import { commaItems } from '../../parse/yaml/value.js';
import type { Value } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { lazily, oncePer, oncePerName, reused } from '../../util/memo.js';
import { configFiles } from '../bundle/config-files.js';
import { fact } from '../fact.js';
import type { KnownOptions, Project } from '../project.js';
import { type EnvironmentLayer, environmentLayer, type LayeredSetting } from './environments.js';
import { intendedNamespaces } from './intended-namespaces.js';
import { intendedOptionOf } from './intended-option.js';
import type { SettingGroup } from './namespace-mentions.js';

export type { Setting };

/** The setting that wins, and those that it beats: earlier in name order of the files, or earlier in one file. */
export interface EffectiveSetting extends LayeredSetting {
  readonly overridden: readonly Setting[];
}

interface Winner extends LayeredSetting {
  readonly overridden: Setting[];
}

/**
 * `aws:elbv2:listener:default` is the listener of port 80.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener
 */
const ALIASES: Readonly<Record<string, string>> = { 'aws:elbv2:listener:default': 'aws:elbv2:listener:80' };

/** A namespace with several names by the one of them that is used here. */
export const canonicalNamespace = (namespace: string): string => lookUp(ALIASES, namespace) ?? namespace;

/**
 * Only a scheduled action is one of several of its kind. Elsewhere the prefix is the id of the one resource that Elastic
 * Beanstalk makes of the namespace, as saved configurations write it, and means the same with it and without it.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-autoscaling-scheduledactions.html
 */
const isPerResource = (namespace: string): boolean => namespace === 'aws:autoscaling:scheduledaction';

/** A namespace in use. */
export interface NamespaceMention {
  readonly namespace: string;
  /** Where it first appears: `listener:default` or `listener:80`. */
  readonly writtenAs: Name;
}

/** All settings of a project, and which of them are effective. */
export type Settings = { [Name in keyof AppliedSettings]: AppliedSettings[Name] };

/** Those of files, as Elastic Beanstalk applies them. */
class AppliedSettings {
  /** In the order in which Elastic Beanstalk applies them. */
  readonly all: readonly Setting[];
  readonly #namespaces = new Map<string, Map<string, Winner>>();
  readonly #firstMentions = new Map<string, Name>();
  /** For the option that a misspelled name is intended for: that name. */
  readonly #inexactNames = new Map<string, string>();

  /** @param files in name order, as Elastic Beanstalk reads them: a later one wins, and an environment over all of them */
  constructor(
    files: readonly SettingGroup[],
    { settings: inEnvironment, running }: EnvironmentLayer,
    readonly known?: KnownOptions,
  ) {
    const inFiles = files.flatMap((file) => file.settings);
    this.all = inEnvironment.length === 0 ? inFiles : [...inFiles, ...inEnvironment.flatMap(asWritten)];
    const intended = intendedNamespaces(files);
    const isMisplaced = (setting: Setting) => intended.has(setting) && !this.isKnown(setting);
    for (const setting of inFiles) if (!isMisplaced(setting)) this.#apply(setting);
    for (const [setting, namespace] of intended) if (isMisplaced(setting)) this.#applyAs(namespace, setting);
    for (const setting of inEnvironment) this.#apply(setting);
    for (const setting of running) this.#applyRunning(setting);
  }

  /** What an environment had: what files say now may be newer. */
  #applyRunning(setting: LayeredSetting) {
    const inFile = this.effective(setting.namespace.value, setting.option.value);
    if (!inFile) this.#apply(setting);
    else if (inFile.value.text.trim() !== setting.value.text.trim()) this.#apply(withUnknownValue(setting));
  }

  /**
   * A setting in a namespace that does not exist, in the one that was intended: one that is there as well takes
   * precedence.
   */
  #applyAs(value: string, setting: Setting) {
    if (this.#namespaces.get(canonicalNamespace(value))?.has(setting.option.value)) return;
    this.#apply({ ...setting, namespace: { ...setting.namespace, value } });
  }

  #apply(setting: LayeredSetting) {
    const intendedInfo = intendedNamespace(setting.namespace.value);
    const namespace = canonicalNamespace(intendedInfo?.name ?? setting.namespace.value);
    if (!this.#firstMentions.has(namespace)) this.#firstMentions.set(namespace, setting.namespace);
    const options = this.#namespaces.get(namespace) ?? new Map<string, Winner>();
    this.#namespaces.set(namespace, options);
    const isOneOfMany = setting.resource !== undefined && isPerResource(namespace);
    const key = isOneOfMany ? `${setting.resource}.${setting.option.value}` : setting.option.value;
    const earlier = options.get(key);
    options.set(key, earlier ? overriding(earlier, setting) : { ...setting, overridden: [] });
    const intendedOption = intendedInfo && !this.isKnown(setting) && intendedOptionOf(intendedInfo, setting);
    if (intendedOption) this.#inexactNames.set(`${namespace} ${intendedOption}`, key);
  }

  /** Whether a setting is known to be right though the catalogue does not list its option. */
  isKnown({ namespace, option }: Setting): boolean {
    return this.known?.isKnownOption(namespace.value, option.value) ?? false;
  }

  /**
   * The effective setting of an option. Misspelled names have rules of their own, and the others take them
   * for what they are intended to be.
   */
  effective(namespace: string, option: string): EffectiveSetting | undefined {
    const name = canonicalNamespace(namespace);
    const options = this.#namespaces.get(name);
    const setting = options?.get(option);
    if (setting || this.#inexactNames.size === 0) return setting;
    const inexact = this.#inexactNames.get(`${name} ${option}`);
    return inexact === undefined ? undefined : options?.get(inexact);
  }

  /** The effective settings of a namespace. */
  of(namespace: string): readonly EffectiveSetting[] {
    return [...(this.#namespaces.get(canonicalNamespace(namespace))?.values() ?? [])];
  }

  /** Every namespace in use that begins with a prefix, with `listener:default` as `listener:80`. */
  namespaces(prefix = ''): readonly string[] {
    return [...this.#namespaces.keys()].filter((name) => name.startsWith(prefix));
  }

  /** Those namespaces, as the project writes them. */
  mentions(prefix: string): readonly NamespaceMention[] {
    return [...this.#firstMentions]
      .filter(([namespace]) => namespace.startsWith(prefix))
      .map(([namespace, writtenAs]) => ({ namespace, writtenAs }));
  }

  /** Whether a template engine fills in the name of a namespace: then it is unknown what the project declares. */
  get hasUnknownNamespaces(): boolean {
    return [...this.#firstMentions.values()].some(({ valueKind }) => valueKind !== 'literal');
  }

  /** Every effective setting; one that differs between environments as each of them has it. */
  *effectiveSettings(): Iterable<EffectiveSetting> {
    for (const options of this.#namespaces.values())
      for (const setting of options.values())
        if (setting.variants)
          for (const variant of setting.variants)
            yield { ...variant, variants: setting.variants, overridden: setting.overridden };
        else yield setting;
  }
}

/** As the files have it. */
const asWritten = (setting: LayeredSetting): readonly Setting[] => setting.variants ?? [setting];

/** The list of losers is handed on: a copy for each of thousands of settings of one option would fill the memory. */
function overriding({ overridden, ...loser }: Winner, setting: LayeredSetting): Winner {
  overridden.push(loser);
  return { ...setting, overridden };
}

const appliedSettings = fact(
  'appliedSettings',
  (project) => new AppliedSettings(configFiles(project), environmentLayer(project), project.options.policy),
);

export const settings = fact('settings', (project): Settings =>
  project.options.isChanging ? new ChangingSettings(project) : appliedSettings(project),
);

/** The settings of a project that changes: who asks for an option or a namespace depends on this only. */
class ChangingSettings implements Settings {
  constructor(readonly project: Project) {}

  get #now(): AppliedSettings {
    return appliedSettings(this.project);
  }

  get known() {
    return this.project.options.policy;
  }

  get all() {
    return this.#now.all;
  }

  effectiveSettings() {
    return this.#now.effectiveSettings();
  }

  isKnown(setting: Setting) {
    return this.known?.isKnownOption(setting.namespace.value, setting.option.value) ?? false;
  }

  effective(namespace: string, option: string) {
    return this.#optionsOf(namespace)(option);
  }

  readonly #optionsOf = oncePerName((namespace: string) =>
    oncePerName((option: string) => this.#now.effective(namespace, option), reused),
  );

  readonly of = oncePerName((namespace: string) => this.#now.of(namespace), reused);

  readonly #namespaces = oncePerName((prefix: string) => this.#now.namespaces(prefix), reused);

  namespaces(prefix = '') {
    return this.#namespaces(prefix);
  }

  readonly mentions = oncePerName((prefix: string) => this.#now.mentions(prefix), reused);

  readonly #hasUnknownNamespaces = lazily(() => this.#now.hasUnknownNamespaces);

  get hasUnknownNamespaces() {
    return this.#hasUnknownNamespaces();
  }
}

const itemsOfNode = oncePer(commaItems);

/** The items of a comma list, each with its place. */
export const itemsOfSetting = (setting: Setting | undefined): readonly Value[] =>
  setting ? itemsOfNode(setting.node) : [];
