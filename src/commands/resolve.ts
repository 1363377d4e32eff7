import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import { DIRECT_SETTERS } from '../knowledge/settings/recommended-values.js';
import { configFiles } from '../model/bundle/config-files.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import type { Project } from '../model/project.js';
import { holdsSecret } from '../model/settings/may-be-shown.js';
import {
  canonicalNamespace,
  type EffectiveSetting,
  type Setting,
  settings,
} from '../model/settings/settings.js';
import type { Layer } from '../parse/config-file/option-settings.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import type { Paint } from '../report/text/ansi.js';
import { visible } from '../report/text/one-line.js';
import { type Place, positionsOf } from '../source/index.js';
import { compareBytes } from '../util/compare.js';
import { MAX_RESOLVED_VALUE_CHARACTERS } from '../util/limits.js';
import { relativePath } from '../util/paths.js';
import { list, shorten } from '../util/text.js';
import { asksJson, commandJson, layoutOf } from './command-output.js';
import { optionOrNamespaceNamed } from './describe-options.js';
import { noProject, projectsHere } from './projects-here.js';

/**
 * `eblint resolve [NAMESPACE[/OPTION]]` prints the option settings of the project in the working directory as Elastic
 * Beanstalk applies them.
 * The exit code is 1 where a name is given and not set.
 * @throws UsageError for several names, and where there is no project
 */
export async function resolveSettings(options: Options, ports: Ports): Promise<ExitCode> {
  const isJson = asksJson(options);
  const [name, ...others] = options.paths;
  if (others.length > 0) throw new UsageError('Give one name: `eblint resolve NAMESPACE/OPTION`.');
  const projects = await projectsHere(options, ports);
  if (projects.length === 0) throw noProject();
  const all = projects.map((project) => ({
    root: project.files.root,
    settings: resolvedSettings(project).filter((setting) => isNamed(setting, name)),
    unreadable: configFiles(project)
      .filter(({ broken }) => broken)
      .map(({ file }) => file.path),
  }));
  const exitCode = name !== undefined && all.every(({ settings }) => settings.length === 0) ? 1 : 0;
  if (isJson) {
    ports.stdout.write(commandJson({ projects: all }));
    return exitCode;
  }
  const layout = layoutOf(options, ports);
  const texts = all.map(({ root, settings, unreadable }) =>
    [
      ...(all.length > 1 ? [`Project ${visible(relativePath(ports.cwd, root) || '.')}\n`] : []),
      settings.length > 0 ? resolveText(settings, layout) : notSet(name),
      ...unreadable.map(
        (path) => `${visible(relativePath(ports.cwd, path))} cannot be read. See \`eblint\`.\n`,
      ),
    ].join('\n'),
  );
  ports.stdout.write(`${texts.join('\n')}\n${PRECEDENCE}`);
  return exitCode;
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html#configuration-options-precedence */
const PRECEDENCE = `Settings made in the console, by "eb setenv" or by another client take precedence over
these, and so do saved configurations. They stay in the environment until removed.
`;

/** A name is a namespace, an option, or both with a slash between them; `listener:default` is `listener:80`. */
function isNamed({ namespace, option }: ResolvedSetting, name: string | undefined): boolean {
  if (name === undefined) return true;
  const wanted = name.toLowerCase();
  return [namespace, canonicalNamespace(namespace), option].some(
    (known) =>
      known.toLowerCase() === wanted || (known !== option && `${known}/${option}`.toLowerCase() === wanted),
  );
}

/** @throws UsageError for a name that the catalogue does not have */
function notSet(name: string | undefined): string {
  if (name === undefined) return 'The configuration files set no options.\n';
  const option = name.includes(':') ? optionOrNamespaceNamed(name) : undefined;
  const end = option?.default === undefined ? '' : ` Its default is ${option.default}.`;
  return `The configuration files do not set ${visible(name)}.${end}\n`;
}

/** What `eblint resolve` prints of the settings of one project: by namespace, each with its place. */
function resolveText(
  settings: readonly ResolvedSetting[],
  { cwd, paint }: { cwd: string; paint: Paint },
): string {
  let namespace = '';
  return settings
    .flatMap((setting) => {
      const lines = settingLines(setting, cwd, paint);
      if (setting.namespace === namespace) return lines;
      const heading = paint('bold', visible(setting.namespace));
      const gap = namespace === '' ? [] : [''];
      namespace = setting.namespace;
      return [...gap, heading, ...lines];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function settingLines(setting: ResolvedSetting, cwd: string, paint: Paint): string[] {
  const { option, resource, overrides, mayBeOverriddenBy } = setting;
  const name = visible(resource === undefined ? option : `${resource}: ${option}`);
  return [
    `  ${name} = ${shown(setting)}`,
    `    ${placeText(setting, cwd)}`,
    ...overrides.map((other) => `    overrides ${shown(other)} in ${placeText(other, cwd)}`),
    ...(mayBeOverriddenBy.length > 0
      ? [paint('dim', `    may be overridden by ${visible(list(mayBeOverriddenBy, 'or'))}`)]
      : []),
  ];
}

function shown({ value, isDynamic }: ResolvedValue): string {
  if (value === undefined) return '(may be a secret: not shown)';
  if (isDynamic && value === '') return '(known only to the deployment)';
  return visible(shorten(value, MAX_RESOLVED_VALUE_CHARACTERS));
}

const placeText = ({ filePath, line, column, layer }: ResolvedValue, cwd: string): string =>
  `${visible(relativePath(cwd, filePath))}:${line}:${column}${layer === 'environment' ? ', set in the environment' : ''}`;

/** A value of an option in one place. */
interface ResolvedValue {
  /** Undefined where it may be a secret. */
  readonly value: string | undefined;
  /** It is known only to the deployment, or to a template engine before it. */
  readonly isDynamic: boolean;
  /** What is set in the environment itself takes precedence over all configuration files. */
  readonly layer: Layer;
  readonly filePath: string;
  readonly line: number;
  readonly column: number;
}

/** The value of an option that takes precedence among the configuration files of a project. */
interface ResolvedSetting extends ResolvedValue {
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
const resolvedSettings = (project: Project): ResolvedSetting[] => {
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
  mayBeOverriddenBy: setting.layer === 'environment' ? [] : [...directSetters(setting), ...saved],
});

function valueOf(setting: Setting): ResolvedValue {
  const { value, option } = setting;
  return {
    value: holdsSecret(setting) ? undefined : value.text,
    isDynamic: value.kind === 'dynamic',
    layer: setting.layer,
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
