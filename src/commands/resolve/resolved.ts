import { DIRECT_SETTERS } from '../../knowledge/settings/recommended-values.js';
import { holdsSecret } from '../../model/settings/may-be-shown.js';
import { settings, type EffectiveSetting, type Setting } from '../../model/settings/settings.js';
import type { Project } from '../../model/project.js';
import { positionsOf, type Place } from '../../source/index.js';
import { compareBytes } from '../../util/compare-bytes.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';

/** A value of an option in one place. */
export interface ResolvedValue {
  /** Undefined where it may be a secret. */
  readonly value: string | undefined;
  /** It is known only to the deployment, or to a template engine before it. */
  readonly isDynamic: boolean;
  readonly filePath: string;
  readonly line: number;
  readonly column: number;
}

/** The value of an option that takes precedence among the configuration files of a project. */
export interface ResolvedSetting extends ResolvedValue {
  readonly namespace: string;
  readonly option: string;
  /** The resource that the setting is for, for scheduled actions. */
  readonly resource?: string;
  /** The last one first. */
  readonly overrides: readonly ResolvedValue[];
  /** What may set the option directly, which takes precedence. */
  readonly mayBeOverriddenBy: readonly string[];
}

/** All effective settings of a project by namespace and option. */
export const resolvedSettings = (project: Project): ResolvedSetting[] => {
  const saved = deployedFiles(project)
    .files.map(({ name }) => name)
    .filter((name) => /^\.elasticbeanstalk\/.*\.cfg\.yml$/.test(name));
  return [...settings(project).effectiveSettings()]
    .map((setting) => resolved(setting, saved))
    .sort((a, b) => compareBytes(keyOf(a), keyOf(b)));
};

const keyOf = ({ namespace, resource = '', option }: ResolvedSetting): string =>
  `${namespace}\0${resource}\0${option}`;

const resolved = (setting: EffectiveSetting, saved: readonly string[]): ResolvedSetting => ({
  namespace: setting.namespace.value,
  option: setting.option.value,
  ...(setting.resource !== undefined && { resource: setting.resource }),
  ...valueOf(setting),
  overrides: setting.overridden.toReversed().map(valueOf),
  mayBeOverriddenBy: [...directSetters(setting), ...saved],
});

function valueOf(setting: Setting): ResolvedValue {
  const { value, option } = setting;
  return {
    value: holdsSecret(setting) ? undefined : value.text,
    isDynamic: value.kind === 'dynamic',
    ...positionOf(option.place),
  };
}

const positionOf = (place: Place) => ({ filePath: place.file.path, ...positionsOf(place).start });

const ENVIRONMENT = 'aws:elasticbeanstalk:application:environment';

function directSetters({ namespace, option }: Setting): string[] {
  if (namespace.value === ENVIRONMENT) return ['eb setenv', 'the console'];
  return DIRECT_SETTERS.flatMap(({ client, options }) => {
    const own = options[namespace.value];
    if (!own || !Object.hasOwn(own, option.value)) return [];
    const value = own[option.value];
    return [value === undefined ? client : `${client} (${value})`];
  });
}
