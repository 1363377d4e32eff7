import { nearestBranch } from '../../knowledge/platform/platform-branches.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { dotnetProject, dotnetProjectIn } from '../../model/applications/dotnet-project.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { toolScripts } from '../../model/bundle/may-be-filled-in.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { settings } from '../../model/settings/settings.js';
import { parseDataFile } from '../../parse/data-file.js';
import { mayMeet, type RubyRequirementPart } from '../../parse/gemfile.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import { child, entriesOf, itemsOf, scalar } from '../../parse/yaml/node.js';
import { placeOf, type SourceFile } from '../../source/index.js';
import { compareVersions } from '../../util/compare.js';
import { baseName, folderOf } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import type { Rule } from '../rule.js';
import { ofJava } from './wrong-runtime-version/java.js';
import { isBrought, type Need } from './wrong-runtime-version/need.js';
import { ofTomcat } from './wrong-runtime-version/tomcat.js';

export const wrongRuntimeVersion: Rule = {
  meta: {
    summary: 'The project is for another version of .NET, Java, PHP or Tomcat than the platform branch has',
    why: 'The platform branch decides on the version of the runtime, and has no other. An application for a newer one does not start, nor does one of .NET for an older major version ("You must install or update .NET to run this application"), and the tools of Java do not compile for a newer release ("error: release version 21 not supported"); what was compiled for one elsewhere does not start ("UnsupportedClassVersionError"). Composer installs nothing where composer.json or a package of composer.lock asks for another PHP, or composer.lock has a package that does ("your php version (8.2.28) does not satisfy that requirement"), and the deployment fails. Since Tomcat 10, the packages of servlets are in jakarta, not in javax: a page that imports the others does not compile, and is answered with 500; a servlet that was compiled against the others is not registered, and its paths are answered with 404.',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticbeanstalk/latest/platforms/platforms-supported',
      'https://learn.microsoft.com/en-us/dotnet/core/versions/selection',
      'https://docs.oracle.com/en/java/javase/21/docs/specs/man/javac.html',
      'https://tomcat.apache.org/migration-10.html',
      'https://github.com/spring-projects/spring-boot/wiki/Spring-Boot-3.0-Migration-Guide',
      'https://getcomposer.org/doc/01-basic-usage.md#platform-packages',
      'guide:php-configuration-composer',
    ],
    needsPlatform: true,
  },
  *check(project) {
    const { language, name = '', place: named, isRetired } = platform(project);
    const { version: have, generation } = parsePlatformName(name);
    const read = language && READERS[language];
    if (!read || have === undefined || isRetired) return;
    for (const need of read(project, have)) {
      const { at, subject, version, instead, runtime = `${RUNTIMES[language]} ${have}`, related = [] } = need;
      const branch = nearestBranch({ language, generation, version, os: undefined });
      const isThere =
        branch !== undefined && compareVersions(parsePlatformName(branch).version ?? '', version) >= 0;
      const hasBranch = isThere && compareVersions(version, have) > 0;
      const ways = [
        ...(instead === undefined ? [] : [`\`${instead}\``]),
        ...(hasBranch ? [`the platform branch \`${branch}\``] : []),
      ];
      yield {
        at,
        message: `${subject}, but the platform has ${runtime}`,
        help: need.help ?? `Use ${ways.join(', or ')}.`,
        ...(named && { related: [...related, { at: named, note: 'the platform is named here' }] }),
        ...(need.isUncertain && { warnsBecause: 'may-not-run' as const }),
      };
    }
  },
};

type Reader = (project: Project, have: string) => Need[];

const READERS: Readonly<Partial<Record<Language, Reader>>> = {
  dotnet: (project, have) => [...ofRuntimeConfig(project, have), ...ofDotnetProject(project, have)],
  java: ofJava,
  php: ofComposer,
  tomcat: ofTomcat,
};

const RUNTIMES: Readonly<Partial<Record<Language, string>>> = {
  dotnet: '.NET',
  java: 'Java',
  php: 'PHP',
  tomcat: 'Tomcat',
};

const OTHER_DOTNET = /dotnet-install|(?:dotnet|aspnetcore)-(?:runtime|sdk)|DOTNET_/;

const FRAMEWORKS: ReadonlySet<string> = new Set(['Microsoft.NETCore.App', 'Microsoft.AspNetCore.App']);

/** A newer major version is used only where the file says so. */
const ROLLS_FORWARD = /"rollForward\w{0,20}"\s*:\s*(?:"(?:Latest)?Major"|2)/i;

/**
 * The frameworks that a published application is to be run with: unless it asks for it, no other major version takes their place.
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
      const isOther =
        Number(major) > Number(have) ||
        (Number(major) < Number(have) && !ROLLS_FORWARD.test(file?.text ?? ''));
      return isKnown && version && major !== undefined && isOther
        ? [
            {
              at: version.place,
              subject: `${baseName(name)} needs .NET ${major}`,
              version: major,
              instead: `<TargetFramework>net${have}.0</TargetFramework>`,
            },
          ]
        : [];
    });
    return need && !isBrought(OTHER_DOTNET, project) ? [need] : [];
  });
}

/** The project of .NET that is published for what the Procfile starts, where the bundle does not have that. */
function ofDotnetProject(project: Project, have: string): Need[] {
  const publishing = publishCommands(project);
  const built = dotnetProject(project) ?? publishedProject(publishing, project);
  const { version } = built ?? {};
  if (!built || version === undefined || Number(version) <= Number(have)) return [];
  const config = `${built.assembly}.runtimeconfig.json`;
  const isStarted = procfile(project) ? runtimeConfigsOf(project).includes(config) : publishing.length > 0;
  const isThere = existingFiles(deployedFiles(project)).has(config) !== false;
  return isStarted && !isThere && !isBrought(OTHER_DOTNET, project)
    ? [
        {
          at: built.versionAt,
          subject: `${baseName(built.file.name)} is for .NET ${version}`,
          version,
          instead: `<TargetFramework>net${have}.0</TargetFramework>`,
          // A command that is not here may publish it with the runtime.
          isUncertain:
            publishing.length === 0 || publishing.some((command) => PUBLISHES_RUNTIME.test(command)),
        },
      ]
    : [];
}

/** https://learn.microsoft.com/en-us/dotnet/core/tools/dotnet-publish */
const PUBLISHES_RUNTIME =
  /\s(?:-r|--runtime|--os|-a|--arch|--sc|-p|--property|-?\/p)\b|\s--self-contained(?![ =]false)|\$/;

/** The project in another folder that the only command names. */
function publishedProject([command, ...others]: readonly string[], project: Project) {
  const [, path] = /\bpublish\s+(?:\.\/)?([\w.-][\w./-]*)/.exec(command ?? '') ?? [];
  if (path === undefined || path.startsWith('-') || others.length > 0) return undefined;
  return dotnetProjectIn(/proj$/.test(path) ? folderOf(path).slice(0, -1) : path.replace(/\/$/, ''), project);
}

/** What workflows and scripts publish, as it is written. */
const publishCommands = (project: Project): string[] =>
  toolScripts(deployedFiles(project)).flatMap(({ text }) =>
    Array.from(text.matchAll(/\bdotnet publish\b[^\n&;|]*/g), ([command]) => command),
  );

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

/** Composer runs where there is no folder `vendor`, and asks for the PHP that `config.platform` names, if it does. */
function ofComposer(project: Project, have: string): Need[] {
  const existing = existingFiles(deployedFiles(project));
  const file = existing.source('composer.json');
  const root = file && parseDataFile(file).root;
  const constraint = scalar(child(root, 'require'), 'php');
  const isFaked = entriesOf(child(child(root, 'config'), 'platform')).some(({ key }) => key.text === 'php');
  if (!root || isFaked || existing.has('vendor') !== false) return [];
  const options = settings(project).effective(COMPOSER, 'composer_options')?.value.text ?? '';
  const other = `${options} ${[...scripts(project)].map(({ text }) => text).join(' ')}`;
  if (/ignore-platform|COMPOSER_IGNORE|php\d|\bcomposer\s+(?:config|update)\b/.test(other)) return [];
  if (!constraint || allows(constraint.text, have))
    return ofComposerLock(existing.source('composer.lock'), have);
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

/** The first locked package for another PHP: Composer chooses no other version when it installs. */
function ofComposerLock(file: SourceFile | undefined, have: string): Need[] {
  if (!file) return [];
  const [production = ''] = file.text.split('"packages-dev"', 1);
  for (const { index, 0: block, 1: constraint = '' } of production.matchAll(LOCKED_PHP)) {
    if (allows(constraint, have)) continue;
    const [, name = 'a package'] =
      LOCKED_NAME.exec(production.slice(production.lastIndexOf('"name"', index), index)) ?? [];
    const end = index + block.length - 1;
    return [
      {
        at: placeOf(file, end - constraint.length, end),
        subject: `${shorten(name)} in composer.lock asks for PHP ${shorten(constraint)}`,
        version: /\d+(?:\.\d+)?/.exec(constraint)?.[0] ?? have,
        help: `Run \`composer config platform.php ${have}\` and \`composer update\`.`,
      },
    ];
  }
  return [];
}

const LOCKED_PHP = /"require": \{[^{}]*?"php": "([^"\\]*)"/g;
const LOCKED_NAME = /^"name": "([\w./-]+)"/;

const COMPOSER = 'aws:elasticbeanstalk:container:php:phpini';

/** Whether a constraint of Composer's allows some version of a branch, or is of an unknown form. */
function allows(constraint: string, have: string): boolean {
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
