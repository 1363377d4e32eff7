import type { Language } from '../knowledge/platform/platforms.js';
import { configFiles } from '../model/bundle/config-files.js';
import { deployedFiles } from '../model/bundle/deployed-files.js';
import { cronYaml } from '../model/cron/cron-yaml.js';
import { dockerCompose } from '../model/docker/compose.js';
import { dockerrunFile } from '../model/docker/dockerrun.js';
import { type InstanceScript, isBeforeDependencies } from '../model/execution/instance-script.js';
import { type Fact, fact } from '../model/fact.js';
import { ownDirectives } from '../model/nginx/named-directives.js';
import { nginx } from '../model/nginx/nginx.js';
import { packageJson } from '../model/packages/package-json.js';
import { dataFiles } from '../model/platform/data-files.js';
import { environmentManifest } from '../model/platform/environment-manifest.js';
import { platform } from '../model/platform/find-platform.js';
import type { Platform } from '../model/platform/platform.js';
import { type Archive, type ProjectFile, sourceNamed } from '../model/project.js';
import { routing } from '../model/routing/read-routing.js';
import type { Listener, ListenerRule } from '../model/routing/routing.js';
import { scripts } from '../model/scripts/scripts.js';
import { scriptsWith } from '../model/scripts/words.js';
import { type EffectiveSetting, type Setting, settings } from '../model/settings/settings.js';
import type { ConfigProblem } from '../parse/config-file/problems.js';
import type { NginxDirective } from '../parse/nginx/nginx.js';
import type { SourceFile } from '../source/index.js';
import { groupBy } from '../util/collections.js';
import { type CommandLine, commandLines } from './support/command-lines.js';

/**
 * What a rule subscribes to: facts that are lists. A rule is called with each of their items, or only where there is one. All of them
 * look something up in what one walk of the project has found.
 */

/** The files that are read by their names, and what is read of them. */
const READINGS = {
  'Dockerrun.aws.json': dockerrunFile,
  'cron.yaml': cronYaml,
  'docker-compose.yml': dockerCompose,
  'env.yaml': environmentManifest,
  'package.json': packageJson,
};

type Readings = typeof READINGS;
type Reading<Name extends keyof Readings> = NonNullable<ReturnType<Readings[Name]>>;

/** What a file says: nothing where there is none, where the platform does not read it, and where it cannot be read. */
export const file =
  <Name extends keyof Readings>(name: Name): Fact<readonly Reading<Name>[]> =>
  (project) => {
    const reading = (READINGS[name] as Fact<Reading<Name> | undefined>)(project);
    return reading ? [reading] : [];
  };

/** The deployed files of these names, below the root, whatever reads them. */
export const source =
  (...names: readonly string[]): Fact<readonly SourceFile[]> =>
  (project) =>
    names.flatMap((name) => sourceNamed(name, deployedFiles(project).files) ?? []);

/** The scripts that have one of these words: a run of letters, digits and underscores. */
export const word =
  (...words: readonly string[]): Fact<readonly InstanceScript[]> =>
  (project) =>
    scriptsWith(words, project);

/** What is in any of these facts. */
export const anyOf =
  <T extends object>(...facts: readonly Fact<readonly T[]>[]): Fact<readonly T[]> =>
  (project) =>
    facts.flatMap((each) => each(project));

/** The deployed files of these names below the root, be they read or not. */
export const present =
  (...names: readonly string[]): Fact<readonly ProjectFile[]> =>
  (project) =>
    deployedFiles(project).files.filter(({ name }) => names.includes(name));

/** The platform, where its language is one of these. */
export const language =
  (...languages: readonly Language[]): Fact<readonly Platform[]> =>
  (project) => {
    const own = platform(project);
    return own.language !== undefined && languages.includes(own.language) ? [own] : [];
  };

/** The archive that the project is in. */
export const archived: Fact<readonly Archive[]> = (project) => {
  const { archive } = deployedFiles(project);
  return archive ? [archive] : [];
};

/** The effective settings of these options of a namespace; without options, all of the namespace. */
export const option =
  (namespace: string, ...options: readonly string[]): Fact<readonly EffectiveSetting[]> =>
  (project) =>
    options.length === 0
      ? settings(project).of(namespace)
      : options.flatMap((name) => settings(project).effective(namespace, name) ?? []);

/** What is wrong with the form of `.config` files and of other files of YAML and JSON, by its kind. */
export const problem =
  <Kind extends ConfigProblem['kind']>(kind: Kind): Fact<readonly Extract<ConfigProblem, { kind: Kind }>[]> =>
  (project) =>
    (problemsByKind(project).get(kind) ?? []) as Extract<ConfigProblem, { kind: Kind }>[];

const problemsByKind = fact('problemsByKind', (project): ReadonlyMap<string, readonly ConfigProblem[]> =>
  groupBy(
    [...configFiles(project), ...dataFiles(project)].flatMap(({ problems }) => problems),
    ({ kind }) => [kind],
  ),
);

/** The rules of listeners, which say what goes to which process. */
export const listenerRules: Fact<readonly ListenerRule[]> = (project) => routing(project).rules;

/** The directives of these names in the project's own files of nginx, those in blocks included. */
export const directive =
  (...names: readonly string[]): Fact<readonly NginxDirective[]> =>
  (project) =>
    ownDirectives(nginx(project)).filter(({ name }) => names.includes(name.text));

/** The scripts that run before Elastic Beanstalk installs what the application depends on. */
export const beforeDependencies: Fact<readonly InstanceScript[]> = (project) =>
  scripts(project).filter(({ stage }) => isBeforeDependencies(stage));

/** All settings, also those that have no effect. */
export const anySetting: Fact<readonly Setting[]> = (project) => settings(project).all;

/** The listeners that options declare. That of port 80 is there without any, but all rules about listeners need one that is declared. */
export const listeners: Fact<readonly Listener[]> = (project) =>
  routing(project).listeners.filter(({ place }) => place !== undefined);

const linesByProgram = fact('linesByProgram', (project) =>
  groupBy(commandLines(project), ({ name }) => [name]),
);

/** The commands that run one of these programs, in all that instances run. */
export const program =
  (...names: readonly string[]): Fact<readonly CommandLine[]> =>
  (project) =>
    names.flatMap((name) => linesByProgram(project).get(name) ?? []);
