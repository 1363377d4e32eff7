import type { Setting } from '../../parse/config-file/option-settings.js';
import type {
  DescribedEnvironment,
  DescribedPart,
  EnvironmentFile,
  EnvironmentSource,
} from '../../parse/environment/described-environment.js';
import { parseEnvironmentFile } from '../../parse/environment/environment-file.js';
import { withUnknownValue } from '../../parse/environment/setting-of-item.js';
import type { SyntaxProblem } from '../../parse/problem.js';
import type { SourceFile, Value } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { MAX_ENVIRONMENTS } from '../../util/limits.js';
import { oncePerName } from '../../util/memo.js';
import { folderOf } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import type { Doubt } from '../doubt.js';
import { fact } from '../fact.js';
import { commandEnvironments } from '../uploads/command-environments.js';

/** An environment of the project, with all that a file outside of `.ebextensions` says of it. */
export interface KnownEnvironment extends DescribedEnvironment {
  readonly source: EnvironmentSource;
}

/** What one of these files says. */
interface Described extends Pick<EnvironmentFile, 'parts'> {
  readonly file: SourceFile;
  readonly source: EnvironmentSource;
  readonly environments: readonly DescribedEnvironment[];
  readonly problem: SyntaxProblem | undefined;
}

const NONE: readonly Described[] = [];

const isWhole = ({ kind }: DescribedEnvironment): boolean => kind !== 'update';

/** What the files outside of `.ebextensions` say that describe the environments of the project. */
export const environmentFiles = fact('environmentFiles', (project): readonly Described[] => {
  const { environments } = deployedFiles(project);
  if (!environments) return NONE;
  return environments.files.flatMap((file) =>
    'source' in file ? [{ file: file.source, ...parseEnvironmentFile(file.source) }] : [],
  );
});

/** What people wrote in these files, part by part. */
export const describedParts = fact('describedParts', (project): readonly DescribedPart[] =>
  environmentFiles(project).flatMap(({ parts }) => parts ?? []),
);

/**
 * The environments that the project is deployed to, as far as files describe them. A template that no environment is made from
 * is that of an unknown one.
 */
export const environments = fact('environments', (project): readonly KnownEnvironment[] => {
  const files = environmentFiles(project);
  const byCommands = commandEnvironments(project)
    .filter(isWhole)
    .map((one) => ({
      source: 'command' as const,
      ...withTemplate(one, new Map()),
    }));
  if (files.length === 0) return byCommands;
  const templatesOf = templatesByFolder(files);
  const found = files.flatMap(({ file, source, environments: own }) => {
    const templates = templatesOf(`${source} ${folderOf(file.name)}`);
    return own
      .filter(({ kind }) => kind === 'environment')
      .map((environment) => ({ source, ...withTemplate(environment, templates) }));
  });
  const all =
    found.length + byCommands.length > 0 ? [...found, ...byCommands] : files.flatMap(unusedTemplates);
  const names = deployedFiles(project).environments?.names ?? [];
  const named = all.filter(({ id, name }) => names.includes(id) || names.includes(name?.text ?? id));
  return named.length > 0 ? named : all;
});

/** Terraform takes all files of a folder for one. */
function templatesByFolder(
  files: readonly Described[],
): (folder: string) => ReadonlyMap<string, DescribedEnvironment> {
  const byFolder = groupBy(files, ({ file, source }) => [`${source} ${folderOf(file.name)}`]);
  return oncePerName(
    (folder: string) =>
      new Map(
        (byFolder.get(folder) ?? []).flatMap(({ environments: own }) =>
          own.filter(({ kind }) => kind === 'template').map((template) => [template.id, template] as const),
        ),
      ),
  );
}

const unusedTemplates = ({ environments: own, source }: Described): KnownEnvironment[] =>
  own.map((template) => ({
    source,
    ...template,
    unknown: template.unknown ?? { reason: 'no file describes the environment', at: template.place },
  }));

/** What is set in an environment takes precedence over its template. */
function withTemplate(
  environment: DescribedEnvironment,
  templates: ReadonlyMap<string, DescribedEnvironment>,
): DescribedEnvironment {
  const { template: id, place } = environment;
  if (id === undefined) return environment;
  const template = templates.get(id);
  if (!template)
    return {
      ...environment,
      unknown: environment.unknown ?? {
        reason: 'no file describes the template of the environment',
        at: place,
      },
    };
  const own = new Set(environment.settings.map(keyOf));
  return {
    ...environment,
    settings: [...template.settings.filter((setting) => !own.has(keyOf(setting))), ...environment.settings],
    platform: environment.platform ?? template.platform,
    unknown: environment.unknown ?? template.unknown,
  };
}

/** An option that several environments set: as what is the same in all of them, or as an unknown value. */
export interface LayeredSetting extends Setting {
  /** As each environment sets it, where they differ. */
  readonly variants?: readonly Setting[];
}

/** What is set in environments themselves. */
export interface EnvironmentLayer {
  /** It takes precedence over configuration files. */
  readonly settings: readonly LayeredSetting[];
  /** What a running environment had when it was asked: it may be what configuration files set then. */
  readonly running: readonly LayeredSetting[];
  /** Why it is not known which options are set; undefined where it is, and where no file describes an environment. */
  readonly unknown: Doubt | undefined;
}

const NOTHING: EnvironmentLayer = { settings: [], running: [], unknown: undefined };

/** What holds for all environments of the project: an option that differs between them has an unknown value. */
export const environmentLayer = fact('environmentLayer', (project): EnvironmentLayer => {
  const all = environments(project);
  const broken = environmentFiles(project).find(({ problem }) => problem);
  const updates = commandEnvironments(project).filter((one) => !isWhole(one));
  const [update] = updates;
  if (all.length === 0 && !broken && !update) return NOTHING;
  const written = all.filter(({ source }) => source !== 'report');
  const merged = mergedSettings(written.length > 0 ? written : all);
  const isRunning = written.length === 0;
  return {
    settings: withUpdates(isRunning ? [] : merged, updates, all.length === 0),
    running: isRunning ? merged : [],
    unknown:
      (broken && { reason: `${broken.file.name} cannot be read`, at: broken.problem?.at }) ??
      [...all, ...updates].find(({ unknown }) => unknown)?.unknown ??
      (update && all.length === 0
        ? { reason: 'an update leaves other options as they are', at: update.place }
        : difference(merged, all)),
  };
});

/**
 * What is set after updates, which may come before or after what creates an environment: an option has a known value where all
 * agree on it.
 * @param isAlone whether nothing else describes the environment
 */
function withUpdates(
  merged: readonly LayeredSetting[],
  updates: readonly DescribedEnvironment[],
  isAlone: boolean,
): readonly LayeredSetting[] {
  const changes = groupBy(
    updates.flatMap(({ settings }) => settings),
    (setting) => [keyOf(setting)],
  );
  if (changes.size === 0) return merged;
  const byKey = new Map(merged.map((setting) => [keyOf(setting), setting]));
  for (const [key, [change, ...others]] of changes) {
    if (!change) continue;
    const before = byKey.get(key);
    const variants = [...(before?.variants ?? (before ? [before] : [])), change, ...others];
    const isSame = variants.every(
      ({ value }) => value.kind === 'literal' && value.text === change.value.text,
    );
    const isKnown = isSame && (isAlone || (before && !before.variants));
    byKey.set(key, isKnown ? (before ?? change) : { ...withUnknownValue(change), variants });
  }
  return [...byKey.values()];
}

const keyOf = ({ namespace, option, resource }: Setting): string =>
  `${namespace.value}\0${namespace.value === 'aws:autoscaling:scheduledaction' ? (resource ?? '') : ''}\0${option.value}`;

function mergedSettings(all: readonly KnownEnvironment[]): readonly LayeredSetting[] {
  const [first, ...others] = all.slice(0, MAX_ENVIRONMENTS);
  if (!first) return [];
  if (others.length === 0) return first.settings;
  const effective = [first, ...others].map(
    ({ settings }) => new Map(settings.map((setting) => [keyOf(setting), setting])),
  );
  const byKey = groupBy(
    effective.flatMap((settings) => [...settings.values()]),
    (setting) => [keyOf(setting)],
  );
  return [...byKey.values()].flatMap((variants) => {
    const [setting] = variants;
    if (!setting) return [];
    const isSame =
      variants.length === effective.length &&
      variants.every(({ value }) => value.kind === 'literal' && value.text === setting.value.text);
    return isSame ? [setting] : [{ ...withUnknownValue(setting), variants }];
  });
}

/** What is missing in one environment may be in another one. */
function difference(
  merged: readonly LayeredSetting[],
  { length: count }: readonly KnownEnvironment[],
): Doubt | undefined {
  if (count > MAX_ENVIRONMENTS)
    return { reason: `there are more than ${MAX_ENVIRONMENTS} environments`, at: undefined };
  const differing = merged.find(({ variants }) => variants && variants.length < count);
  return (
    differing && {
      reason: `not all environments set ${differing.option.value}`,
      at: differing.option.place,
    }
  );
}

/** The platform of all environments; undefined where it is unknown or differs. */
export const environmentPlatform = fact('environmentPlatform', (project): Value | undefined =>
  common(environments(project).map(({ platform }) => platform)),
);

/** The tier of all environments, likewise: `WebServer` is the default. */
export const environmentTier = fact('environmentTier', (project): string | undefined => {
  const all = environments(project);
  if (all.some(({ tier }) => tier === undefined))
    return all.every(({ tier, unknown }) => tier === undefined && !unknown) && all.length > 0
      ? 'WebServer'
      : undefined;
  return sharedTier(project)?.text;
});

/** The tier that all environments name. */
export const sharedTier = fact('sharedTier', (project): Value | undefined =>
  common(environments(project).map(({ tier }) => tier)),
);

/** What several places say alike. */
function common(values: readonly (Value | undefined)[]): Value | undefined {
  const [first] = values;
  return first && values.every((value) => value?.kind === 'literal' && value.text === first.text)
    ? first
    : undefined;
}

/** The files that Elastic Beanstalk wrote: nothing in them can be fixed. */
export const reportedFiles = fact(
  'reportedFiles',
  (project): ReadonlySet<SourceFile> =>
    new Set(
      environmentFiles(project).flatMap(({ file, source, problem }) =>
        source === 'report' && !problem ? [file] : [],
      ),
    ),
);

interface WrittenEnvironment extends DescribedEnvironment {
  readonly isFilledIn?: boolean;
}

/** The settings of each environment and template that people wrote. */
export const writtenEnvironments = fact('writtenEnvironments', (project): readonly WrittenEnvironment[] => [
  ...environmentFiles(project).flatMap(({ source, environments: own }) => {
    if (source === 'report') return [];
    return source === 'plan' ? own.map((one) => ({ ...one, isFilledIn: true })) : own;
  }),
  ...commandEnvironments(project),
]);
