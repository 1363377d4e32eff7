import { existingFiles } from '../../model/bundle/existing-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { procfile } from '../../model/platform/procfile.js';
import { platform } from '../../model/platform/find-platform.js';
import { programRuns, type ProgramRun } from '../../model/execution/program-runs.js';
import { scripts } from '../../model/scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import type { Project } from '../../model/project.js';
import { MAX_LISTED_NAMES } from '../../knowledge/limits.js';
import { nearestBranch } from '../../knowledge/platform/platform-branches.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { parseDataFile } from '../../parse/data-file.js';
import { mayMeet, type RubyRequirementPart } from '../../parse/gemfile.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import { child, entriesOf, itemsOf, scalar } from '../../parse/yaml/node.js';
import { placeOf, type Place, type SourceFile } from '../../source/index.js';
import { compareVersions } from '../../util/compare.js';
import { baseName, folderOf } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import type { Rule } from '../rule.js';

export const wrongRuntimeVersion: Rule = {
  meta: {
    id: 'platform/wrong-runtime-version',
    summary: 'The project is for another version of .NET, Java, PHP or Tomcat than the platform branch has',
    why: 'The platform branch decides on the version of the runtime, and has no other. A newer application does not start ("You must install or update .NET to run this application"), and the tools of Java do not compile for a newer release ("error: release version 21 not supported"). Composer installs nothing where composer.json asks for another PHP ("your php version (8.2.28) does not satisfy that requirement"), and the deployment fails. Since Tomcat 10, the packages of servlets are in jakarta, not in javax: a page that imports the others does not compile, and is answered with 500.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html',
      'https://learn.microsoft.com/en-us/dotnet/core/versions/selection',
      'https://docs.oracle.com/en/java/javase/21/docs/specs/man/javac.html',
      'https://tomcat.apache.org/migration-10.html',
      'https://getcomposer.org/doc/01-basic-usage.md#platform-packages',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/php-configuration-composer.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
  },
  *check(project) {
    const { language, name = '', place: named, isRetired } = platform(project);
    const { version: have, generation } = parsePlatformName(name);
    const read = language && READERS[language];
    if (!read || have === undefined || isRetired) return;
    for (const { at, subject, version, instead } of read(project, have)) {
      const branch = nearestBranch({ language, generation, version, os: undefined });
      const isThere =
        branch !== undefined && compareVersions(parsePlatformName(branch).version ?? '', version) >= 0;
      const hasBranch = isThere && compareVersions(version, have) > 0;
      yield {
        at,
        message: `${subject}, but the platform has ${RUNTIMES[language]} ${have}`,
        help: `Use \`${instead}\`${hasBranch ? `, or the platform branch \`${branch}\`` : ''}.`,
        ...(named && { related: [{ at: named, note: 'the platform is named here' }] }),
      };
    }
  },
};

/** Something that needs another version than the platform has. */
interface Need {
  readonly at: Place;
  readonly subject: string;
  /** The lowest version that would do. */
  readonly version: string;
  /** What to write for the version that is there. */
  readonly instead: string;
}

type Reader = (project: Project, have: string) => Need[];

const READERS: Readonly<Partial<Record<Language, Reader>>> = {
  dotnet: ofRuntimeConfig,
  java: ofJavaBuild,
  php: ofComposer,
  tomcat: ofPages,
};

const RUNTIMES: Readonly<Partial<Record<Language, string>>> = {
  dotnet: '.NET',
  java: 'Java',
  php: 'PHP',
  tomcat: 'Tomcat',
};

/** Whether a text that runs on an instance, or an environment property, may bring another runtime. */
const isBrought = (bringing: RegExp, project: Project): boolean =>
  scripts(project).some(({ text }) => bringing.test(text)) ||
  settings(project)
    .of(ENVIRONMENT_PROPERTIES)
    .some(({ option }) => bringing.test(option.value)) ||
  deployedFiles(project).files.some(
    (file) => 'source' in file && file.name === 'Procfile' && bringing.test(file.source.text),
  );

const OTHER_DOTNET = /dotnet-install|(?:dotnet|aspnetcore)-(?:runtime|sdk)|DOTNET_/;

const FRAMEWORKS: ReadonlySet<string> = new Set(['Microsoft.NETCore.App', 'Microsoft.AspNetCore.App']);

/**
 * The frameworks that a published application is to be run with: none newer than it was built for takes their place.
 * https://learn.microsoft.com/en-us/dotnet/core/versions/selection#framework-dependent-apps-roll-forward
 */
function ofRuntimeConfig(project: Project, have: string): Need[] {
  const existing = existingFiles(deployedFiles(project));
  return runtimeConfigsOf(project).flatMap((name) => {
    const file = existing.source(name);
    const options = file && child(parseDataFile(file).root, 'runtimeOptions');
    const frameworks = [child(options, 'framework'), ...itemsOf(child(options, 'frameworks'))];
    const [need] = frameworks.flatMap((framework) => {
      const version = scalar(framework, 'version');
      const isKnown = FRAMEWORKS.has(scalar(framework, 'name')?.text ?? '');
      const [, major] = /^(\d+)\.\d/.exec(version?.text ?? '') ?? [];
      return isKnown && version && major !== undefined && Number(major) > Number(have)
        ? [
            {
              at: version.place,
              subject: `${baseName(name)} needs .NET ${major}`,
              version: major,
              instead: `net${have}.0`,
            },
          ]
        : [];
    });
    return need && !isBrought(OTHER_DOTNET, project) ? [need] : [];
  });
}

/** Of what the Procfile starts, else of the only application in the root. */
function runtimeConfigsOf(project: Project): string[] {
  const own = procfile(project);
  if (own)
    return own.entries.flatMap(({ command }) =>
      Array.from(
        command.text.matchAll(/(?:^|[\s;&])dotnet\s+(?:exec\s+)?(?:\.\/)?([\w./-]+)\.dll(?=\s|$)/g),
        ([, stem = '']) => `${stem}.runtimeconfig.json`,
      ),
    );
  const found = deployedFiles(project).files.flatMap(({ name }) =>
    name.endsWith('.runtimeconfig.json') && folderOf(name) === '' ? [name] : [],
  );
  return found.length === 1 ? found : [];
}

const OTHER_JAVA =
  /JAVA_HOME|sdkman|\bjdk|(?:java|corretto|openjdk)-\d|\balternatives\b|\bjenv\b|GRADLE_OPTS|toolchain/i;

/** What is compiled on an instance for a newer release of Java. */
function ofJavaBuild(project: Project, have: string): Need[] {
  if (!/^\d+$/.test(have)) return [];
  const runs = scripts(project)
    .filter(({ text }) => COMPILES.test(text))
    .flatMap(programRuns);
  const needs = [...runs.flatMap(releasesOf), ...ofBuildFiles(runs, project)].filter(
    ({ release }) => Number(release) > Number(have),
  );
  if (needs.length === 0 || isBrought(OTHER_JAVA, project)) return [];
  return needs.map(({ at, text, release, subject }) => ({
    at,
    subject: `${subject} Java ${release}`,
    version: release,
    instead: text.replace(release, have),
  }));
}

const COMPILES = /\bjavac\b|\bmvnw?\b|\bgradlew?\b/;

/** The version of Java that a text asks for, with that text. */
interface Release {
  readonly at: Place;
  readonly text: string;
  readonly release: string;
  /** The beginning of a sentence: `javac compiles for`. */
  readonly subject: string;
}

/** `javac --release 21`. */
function releasesOf({ program, args, isConditional }: ProgramRun): Release[] {
  if (baseName(program.text) !== 'javac' || isConditional) return [];
  return args.flatMap((word, index) => {
    const [, flag = '', attached] = /^(--release|-{1,2}(?:source|target))(?:=(\d+))?$/.exec(word.text) ?? [];
    const value = attached ?? args[index + 1]?.text ?? '';
    const at = attached === undefined ? args[index + 1]?.place : word.place;
    return flag !== '' && at && /^\d+$/.test(value)
      ? [
          {
            at,
            text: attached === undefined ? `${flag} ${value}` : word.text,
            release: value,
            subject: 'javac compiles for',
          },
        ]
      : [];
  });
}

/** Build tools by the program that is run for them, and what their files say of the release. */
const BUILD_FILES: readonly { readonly program: RegExp; readonly file: string; readonly release: RegExp }[] =
  [
    {
      program: /^mvnw?$/,
      file: 'pom.xml',
      release: /<(maven\.compiler\.(?:release|source|target)|java\.version)>\s*(\d+)\s*<\/\1>/,
    },
    {
      program: /^gradlew?$/,
      file: 'build.gradle',
      release:
        /^[ \t]*(?:java\.)?((?:source|target)Compatibility)(?:\s*=\s*|[ \t]+)(?:JavaVersion\.VERSION_|JavaVersion\.toVersion\()?["']?(\d+)\b["')]{0,2}/m,
    },
    {
      program: /^gradlew?$/,
      file: 'build.gradle.kts',
      release: /^[ \t]*(?:java\.)?((?:source|target)Compatibility)\s*=\s*JavaVersion\.VERSION_(\d+)\b/m,
    },
  ];

const ofBuildFiles = (runs: readonly ProgramRun[], project: Project): Release[] =>
  BUILD_FILES.flatMap(({ program, file, release }) => {
    const used = runs.find((run) => program.test(baseName(run.program.text)) && !run.isConditional);
    const isChanged =
      used?.args.some(({ text }) => /^-D|^-P|^--?(?:file|project-dir)\b|^-[fp]$/.test(text)) ?? true;
    const source = isChanged ? undefined : existingFiles(deployedFiles(project)).source(file);
    return source ? releaseIn(source, release) : [];
  });

/** Profiles and toolchains may decide otherwise. */
function releaseIn(file: SourceFile, release: RegExp): Release[] {
  const text = file.text.replaceAll(/<!--.*?-->|\/\*.*?\*\//gs, (found) => ' '.repeat(found.length));
  const match = release.exec(text);
  if (!match || /<profiles>|toolchain/i.test(text)) return [];
  const [written, name, version = ''] = match;
  // Only with one of these it decides.
  if (name === 'java.version' && !/spring-boot-starter-parent|\$\{java\.version\}/.test(text)) return [];
  const start = match.index + written.length - written.trimStart().length;
  return [
    {
      at: placeOf(file, start, match.index + written.length),
      text: written.trim(),
      release: version,
      subject: `${file.name} asks for`,
    },
  ];
}

/** The packages of servlets and what belongs to them, as pages import them. */
const SERVLET_CLASS =
  /<%@[^%]*?\bimport\s*=\s*["'][^"'%]*?\b((javax|jakarta)\.(?:servlet|el|websocket)\.[\w.*]+)/;

/** Pages that Tomcat compiles, with classes that it has under another name; what an own library brings is not known. */
function ofPages(project: Project, have: string): Need[] {
  const existing = existingFiles(deployedFiles(project));
  const isOwn = [...(existing.in('WEB-INF/lib')?.keys() ?? [])].some((name) =>
    /servlet|javax|jakarta|jsp-api/.test(name),
  );
  const isNew = compareVersions(have, '10') >= 0;
  if (isOwn) return [];
  const pages = ['', ...existing.folders].flatMap((folder) =>
    [...(existing.in(folder)?.keys() ?? [])].flatMap((name) =>
      /\.jspx?$/.test(name) ? [folder === '' ? name : `${folder}/${name}`] : [],
    ),
  );
  return pages.slice(0, MAX_LISTED_NAMES).flatMap((page) => {
    const file = existing.source(page);
    const match = file && SERVLET_CLASS.exec(file.text);
    if (!match) return [];
    const [written, name = '', owner = ''] = match;
    if ((owner === 'jakarta') === isNew) return [];
    const end = match.index + written.length;
    return [
      {
        at: placeOf(file, end - name.length, end),
        subject: `${shorten(page)} is for Tomcat ${isNew ? '9' : '10'}`,
        version: isNew ? '9' : '10',
        instead: isNew ? name.replace('javax', 'jakarta') : name.replace('jakarta', 'javax'),
      },
    ];
  });
}

/** Composer runs where there is no folder `vendor`, and asks for the PHP that `config.platform` names, if it does. */
function ofComposer(project: Project, have: string): Need[] {
  const existing = existingFiles(deployedFiles(project));
  const file = existing.source('composer.json');
  const root = file && parseDataFile(file).root;
  const constraint = scalar(child(root, 'require'), 'php');
  const isFaked = entriesOf(child(child(root, 'config'), 'platform')).some(({ key }) => key.text === 'php');
  if (!constraint || mayAllow(constraint.text, have) || isFaked || existing.has('vendor') !== false)
    return [];
  const options = settings(project).effective(COMPOSER, 'composer_options')?.value.text ?? '';
  const other = `${options} ${[...scripts(project)].map(({ text }) => text).join(' ')}`;
  if (/ignore-platform|COMPOSER_IGNORE|php\d|\bcomposer\s+config\b/.test(other)) return [];
  const lowest = /\d+(?:\.\d+)?/.exec(constraint.text)?.[0] ?? have;
  return [
    {
      at: constraint.place,
      subject: `composer.json asks for PHP ${shorten(constraint.text)}`,
      version: lowest,
      instead: `"php": ">=${have}"`,
    },
  ];
}

const COMPOSER = 'aws:elasticbeanstalk:container:php:phpini';

/** Whether a constraint of Composer's allows some version of a branch, or is of an unknown form. */
function mayAllow(constraint: string, have: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(have) ?? [];
  if (major === undefined) return true;
  return constraint.split(/\|\|?/).some((alternative) => {
    const written = alternative.trim().replace(/([<>=~^!])\s+/g, '$1');
    const parts = written.split(/[\s,]+/).map(partsOf);
    return (
      parts.includes(undefined) ||
      mayMeet([Number(major), Number(minor)], { parts: parts.flatMap((own) => own ?? []) })
    );
  });
}

/** https://getcomposer.org/doc/articles/versions.md#writing-version-constraints */
function partsOf(written: string): RubyRequirementPart[] | undefined {
  const [, sign = '', text = '', wildcard] =
    /^(\^|~|!=|[<>]?=|[<>])?v?(\d{1,4}(?:\.\d{1,4}){0,2})(\.\*)?$/.exec(written) ?? [];
  const [first, ...rest] = text.split('.').map(Number);
  if (text === '' || first === undefined) return written === '*' ? [] : undefined;
  const version = [first, ...rest] as const;
  if (wildcard !== undefined)
    return sign === ''
      ? [{ operator: '~>', version: rest.length > 0 ? [...version, 0] : version }]
      : undefined;
  if (sign === '^')
    return [
      { operator: '>=', version },
      { operator: '<', version: [first + 1] },
    ];
  return [{ operator: sign === '~' ? '~>' : sign === '' ? '=' : sign, version }];
}
