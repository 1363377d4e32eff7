import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { isOnLinux, retirementDate } from '../../knowledge/platform/platform-branches.js';
import {
  type Language,
  runsProcfileOn,
  SUCCESSORS,
  WINDOWS_MANIFEST,
} from '../../knowledge/platform/platforms.js';
import { parseEbCliConfig } from '../../parse/eb-cli-config.js';
import { parseManifestPlatform } from '../../parse/env-yaml.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import type { Value } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { isConfigFile } from '../bundle/config-file-name.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { isSavedConfiguration } from '../bundle/read-files.js';
import { fact } from '../fact.js';
import type { ProjectFile, ProjectFiles } from '../project.js';
import { environmentPlatform } from '../settings/environments.js';
import { settings } from '../settings/settings.js';
import type { Platform } from './platform.js';

/** What else in a project mentions its platform. */
export interface PlatformHints {
  /** The namespaces of its option settings. */
  readonly usedNamespaces: Iterable<string>;
  /** What the description of its environments names. */
  readonly ofEnvironment?: Value | undefined;
}

/**
 * The platform of a project: what `--platform` names, else what its environments have, or the EB CLI's configuration, `env.yaml` or a saved
 * configuration names. Where nothing names one, the files may still tell the language; they never tell the generation.
 */
export function findPlatform(
  files: ProjectFiles,
  override: string | undefined,
  hints: PlatformHints,
): Platform {
  if (override !== undefined) return { name: override, place: undefined, ...toDeploy(override) };
  const [first] = namedPlatforms(files);
  const named = hints.ofEnvironment ?? first;
  if (named) return platformOf(named);
  const language =
    languageOfDockerrun(files) ??
    languageOfNamespaces(hints) ??
    languageOfManifest(files) ??
    languageOfDockerFiles(files) ??
    languageOfProcfile(files) ??
    languageOfDependencies(files);
  return { name: undefined, place: undefined, language, generation: undefined, isRetired: false };
}

export const platform = fact('platform', (project): Platform => {
  const { generation, platform: override } = project.options;
  const named = findPlatform(deployedFiles(project), override, {
    usedNamespaces: settings(project).namespaces(),
    ofEnvironment: environmentPlatform(project),
  });
  return generation ? { ...named, generation } : named;
});

/** Where the EB CLI creates environments: the first of its files that names a region takes precedence. */
export const region = fact('region', (project): Value | undefined => {
  for (const config of deployedFiles(project).ebCliConfigs) {
    const { defaultRegion } = parseEbCliConfig(config);
    if (defaultRegion) return defaultRegion;
  }
  return undefined;
});

/** Whether the platform starts the processes of a Procfile; undefined where it is not known. */
export const runsProcfile = ({ language, generation }: Platform): boolean | undefined =>
  runsProcfileOn(language, generation);

/**
 * Whether the guide says that the platform runs a Buildfile; not that it does not where it is unknown.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html
 */
export const isBuildfileDocumented = ({ language }: Platform): boolean =>
  language === undefined || language === 'go' || language === 'java';

/**
 * Whether the platform runs the commands of a Buildfile; where it is not known, it may.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html
 */
export const runsBuildfile = ({ language }: Platform): boolean =>
  language !== 'docker' && language !== 'ecs' && language !== 'windows';

/** The names of platforms in the files of a project, the one that takes precedence first. */
export function namedPlatforms({ ebCliConfigs, files }: ProjectFiles): Value[] {
  const [configured] = ebCliConfigs.flatMap((config) => parseEbCliConfig(config).defaultPlatform ?? []);
  const inFile = (file: ProjectFile) => ('source' in file ? (parseManifestPlatform(file.source) ?? []) : []);
  return [
    ...(configured ? [configured] : []),
    ...files.filter(({ name }) => name === 'env.yaml').flatMap(inFile),
    ...files.filter(({ name }) => isSavedConfiguration(name)).flatMap(inFile),
  ];
}

const platformOf = ({ kind, text, place }: Value): Platform => ({
  name: text,
  place,
  ...toDeploy(kind === 'literal' ? text : ''),
});

function toDeploy(name: string): Pick<Platform, 'language' | 'generation' | 'isRetired'> {
  const named = parsePlatformName(name);
  const isRetired = retirementDate(named) !== undefined;
  // The EB CLI takes the newest platform that a short name fits.
  const generation =
    named.generation ?? (isRetired ? 'al2' : isOnLinux(named.language) ? 'al2023' : undefined);
  return { language: named.language, generation: generation && SUCCESSORS[generation], isRetired };
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html */
function languageOfDockerrun({ files }: ProjectFiles): Language | undefined {
  const dockerrun = files.find(({ name }) => name === 'Dockerrun.aws.json');
  return dockerrun && (isForEcs(dockerrun) ? 'ecs' : 'docker');
}

const isForEcs = (dockerrun: ProjectFile): boolean =>
  'source' in dockerrun && /"AWSEBDockerrunVersion"\s*:\s*"?2\b/.test(dockerrun.source.text);

/**
 * Windows deploys what its manifest names. Projects that moved to Linux may have kept it.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/dotnet-manifest.html
 */
const languageOfManifest = ({ files }: ProjectFiles): Language | undefined =>
  files.some(({ name }) => name === WINDOWS_MANIFEST) && !files.some(isForLinux) ? 'windows' : undefined;

/** What only Linux reads, or a configuration file that names a folder or a package manager of Linux. */
const isForLinux = (file: ProjectFile): boolean =>
  LINUX_FILES.test(file.name) ||
  ('source' in file && isConfigFile(file.name) && LINUX_TEXT.test(file.source.text));

const LINUX_TEXT = /\b(?:yum|rpm|systemd)["']?:|(?<![\w:./\\])\/(?:etc|opt|usr|var)\//;

const LINUX_FILES =
  /^(?:Procfile|Buildfile|Dockerfile|docker-compose\.ya?ml)$|^\.(?:platform|ebextensions\/nginx)\//;

const CONTAINER_LANGUAGES: Readonly<Record<string, Language>> = {
  dotnet: 'windows',
  golang: 'go',
  java: 'java',
  nodejs: 'node',
  php: 'php',
  python: 'python',
  tomcat: 'tomcat',
};

/** The language whose container options are in use; undefined where two languages are. */
function languageOfNamespaces({ usedNamespaces }: PlatformHints): Language | undefined {
  const languages = new Set<Language>();
  for (const namespace of usedNamespaces) {
    const [, container = '', rest = ''] =
      /^aws:elasticbeanstalk:container:([a-z]+)(.*)/.exec(namespace) ?? [];
    // .NET on Linux has no namespace of its own, so people invent one.
    const own =
      container === 'dotnet' && rest !== ':apppool' ? undefined : lookUp(CONTAINER_LANGUAGES, container);
    if (own) languages.add(own);
  }
  const [language] = languages;
  return languages.size === 1 ? language : undefined;
}

const DOCKER_FILES: ReadonlySet<string> = new Set(['Dockerfile', COMPOSE_FILE]);

/** Many projects keep Docker files only for development: beside a Procfile or a Buildfile they are no evidence. */
const languageOfDockerFiles = ({ files }: ProjectFiles): Language | undefined =>
  files.some(({ name }) => DOCKER_FILES.has(name)) &&
  !files.some(({ name }) => name === 'Procfile' || name === 'Buildfile')
    ? 'docker'
    : undefined;

/** Of the platforms that run a Procfile, only that of .NET has `dotnet`, and only it gets compiled libraries. */
const languageOfProcfile = ({ files }: ProjectFiles): Language | undefined =>
  files.some(({ name }) => /^[^/]+\.runtimeconfig\.json$/.test(name)) &&
  /\bdotnet[ \t]/.test(webCommand(files))
    ? 'dotnet'
    : undefined;

/** How the Procfile starts "web"; empty where it does not. */
function webCommand(files: readonly ProjectFile[]): string {
  const procfile = files.find(({ name }) => name === 'Procfile');
  const [, command = ''] =
    (procfile && 'source' in procfile && /^web:(.*)$/m.exec(procfile.source.text)) || [];
  return command.trim();
}

/** The program after variables and `exec`. */
const START = /^(?:(?:exec|env|[A-Za-z_]\w*=\S*)[ \t]+)*(?:python3?[ \t]+-m[ \t]+)?([\w-]+)(?=[ \t]|$)/;

const LANGUAGE_OF_PROGRAM: Readonly<Record<string, Language>> = {
  ...{
    gunicorn: 'python',
    uvicorn: 'python',
    daphne: 'python',
    hypercorn: 'python',
    'waitress-serve': 'python',
  },
  ...{ bundle: 'ruby', puma: 'ruby', rails: 'ruby' },
  ...{ node: 'node', npm: 'node', yarn: 'node' },
};

/** The files that list the dependencies of an application. */
const DEPENDENCY_FILES: Readonly<Record<string, Language>> = {
  Gemfile: 'ruby',
  Pipfile: 'python',
  'build.gradle': 'java',
  'composer.json': 'php',
  'go.mod': 'go',
  'package.json': 'node',
  'pom.xml': 'java',
  'requirements.txt': 'python',
};

/** These files prove nothing: Java may run in Tomcat, and PHP may be the smaller part. */
const UNCERTAIN: ReadonlySet<Language> = new Set<Language>(['java', 'php']);

/** The language whose dependencies are listed in the root: of several the one that starts "web". Undefined beside Docker. */
function languageOfDependencies({ files, kindsIn }: ProjectFiles): Language | undefined {
  if (files.some(({ name }) => DOCKER_FILES.has(name))) return undefined;
  const languages = new Set(
    files.flatMap(({ name }) =>
      Object.hasOwn(DEPENDENCY_FILES, name) ? (DEPENDENCY_FILES[name] ?? []) : [],
    ),
  );
  const started = lookUp(LANGUAGE_OF_PROGRAM, START.exec(webCommand(files))?.[1] ?? '');
  if (languages.size > 1) return started && languages.has(started) ? started : undefined;
  const [language] = languages;
  // What starts "web" is of another language: the files of this one are for something else, or its own are missing.
  if (started && started !== language) return undefined;
  // The files of Node.js are for styles and scripts of the pages.
  if (language === 'node' && kindsIn?.('')?.has('manage.py')) return undefined;
  return language && !UNCERTAIN.has(language) ? language : undefined;
}
