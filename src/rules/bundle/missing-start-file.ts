import { MAX_LISTED_FOLDERS, MAX_LISTED_NAMES } from '../../util/limits.js';
import { APPLICATIONS } from '../../knowledge/servers/python-applications.js';
import { inBuiltFolder, isIgnoredByGit } from '../../model/scripts/absent-paths.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { existingFiles, type ExistingFiles } from '../../model/bundle/existing-files.js';
import { builtFiles, builder } from '../../model/applications/may-be-built.js';
import { sourceNamed, type Project } from '../../model/project.js';
import { scriptsNaming } from '../../model/scripts/named-files.js';
import {
  mainClassOf,
  missingStartsOf,
  missingUnnamed,
  type MissingStart,
  type StartModule,
} from '../../model/applications/missing-starts.js';
import { readStartScript } from '../../model/servers/start-script.js';
import { invocationsOf, type Invocation } from '../../parse/shell/unwrap-command.js';
import { startOfFile, type Place, type Value } from '../../source/index.js';
import { nearest } from '../../util/nearest.js';
import { baseName } from '../../util/paths.js';
import type { Finding, Rule } from '../rule.js';
import { dotnetProject } from '../../model/applications/dotnet-project.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { liveText } from '../../model/execution/live-text.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import { settings } from '../../model/settings/settings.js';
import { packageJson } from '../../model/packages/package-json.js';
import { scripts } from '../../model/scripts/scripts.js';

export const missingStartFile: Rule = {
  meta: {
    summary: 'The application starts with a file, a module or a name that is not in the project',
    why: "The start command does not find its file (\"Cannot find module\", \"ModuleNotFoundError: No module named\"), the process exits again and again, and every request ends in 502 Bad Gateway. Where Node.js has nothing to start at all, the deployment fails (\"failed to generate a 'Procfile' for Node.js. Provide one of these files: 'package.json', 'server.js', or 'app.js'\"). The rule is silent where a build may create the file; a folder of built scripts is taken as it is where nothing of the project builds.",
    consequence: 'traffic-breaks',
    warnsBecause: 'undocumented',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'guide:create-deploy-python-container',
      'guide:nodejs-platform-dependencies',
      'guide:go-environment',
      'https://learn.microsoft.com/en-us/dotnet/core/project-sdk/msbuild-props',
      'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    needsPlatform: true,
    yieldsTo: ['platform/wrong-wsgi-path'],
  },
  *check(project) {
    const existing = existingFiles(deployedFiles(project));
    yield* withOtherAssembly(project, existing);
    if (deploysArtifact(project)) return;
    yield* withoutApplication(project, existing);
    yield* withoutStart(project, existing);
    yield* withoutProgram(project, existing);
    yield* withoutOutput(project, existing);
    yield* withoutClass(project, existing);
    for (const start of missingStartsOf(project)) {
      if (start.module) {
        if (!mayBeWritten(start.module.file.name, project))
          yield withoutName(start.module, start.place, `${start.name}:`);
        continue;
      }
      const suggestion = suggestionFor(start, existing);
      if (start.kind === 'folder' && !suggestion) continue;
      const isMade = !isPath(start) && mayBeMade(start, project);
      if (isMade || (!suggestion && !isCodeHere(start, existing))) continue;
      yield {
        at: start.place,
        message: `The project has no ${start.kind} "${start.name}"${start.folder === '' ? '' : ` in the folder ${start.folder}`}`,
        help: suggestion
          ? `Use \`${start.text.replace(start.name, suggestion)}\`.`
          : `Use the name of a ${start.kind} that is in the project.`,
      };
    }
  },
};

/** A module is there, but not the application in it. */
function withoutName(
  { file, names, attribute, server }: StartModule,
  at: Place,
  module: string,
  where = 'Use',
): Finding {
  const candidates = [...names.calls].flatMap(([name, called]) => (APPLICATIONS.has(called) ? [name] : []));
  const factory =
    server === 'gunicorn' ? onlyOne([...names.functions].filter((name) => FACTORY.test(name))) : undefined;
  const only = onlyOne(candidates) ?? (factory && `${factory}()`);
  return {
    at,
    message: `${file.name} does not define "${attribute}"`,
    help: only ? `${where} \`${module}${only}\`.` : `${where} the name of the application in ${file.name}.`,
  };
}

/** A function that gives an application, and that gunicorn calls if it is written with parentheses. */
const FACTORY = /^(?:create|make)_app(?:lication)?$/;

/** Without a Procfile, the platform starts the module `application` unless `WSGIPath` names another. */
function* withoutApplication(project: Project, existing: ExistingFiles): Generator<Finding> {
  const [place, isSet] = [
    platform(project).place,
    settings(project).effective('aws:elasticbeanstalk:container:python', 'WSGIPath'),
  ];
  if (platform(project).language !== 'python' || !place || procfile(project) || isSet) return;
  if (deployedFiles(project).files.some(({ name }) => name === 'Procfile')) return;
  if (existing.hasModule('application', '') !== false) {
    const module = missingUnnamed(project);
    if (module && !mayBeWritten(module.file.name, project))
      yield withoutName(
        module,
        place,
        'application:',
        'Set `WSGIPath` in `aws:elasticbeanstalk:container:python` to',
      );
    return;
  }
  const start: MissingStart = { kind: 'module', text: 'application', name: 'application', place, folder: '' };
  if (!isCodeHere(start, existing) || mayBeMade(start, project)) return;
  yield {
    at: place,
    message: 'WSGIPath is not set, and the project has no application.py',
    help: 'Set `WSGIPath` in `aws:elasticbeanstalk:container:python` to the module of the application, or add a Procfile.',
  };
}

/** Without a Procfile, the platform of Node.js runs `npm start`, or one of these. */
const NODE_STARTS = ['app.js', 'server.js'];

function* withoutStart(project: Project, existing: ExistingFiles): Generator<Finding> {
  const names = existing.in('');
  const { language, place } = platform(project);
  if (language !== 'node' || !place || !names || readStartScript(deployedFiles(project).files)) return;
  const made = ['Procfile', 'package.json', ...NODE_STARTS];
  const isThere = ['Procfile', ...NODE_STARTS].some((name) => names.has(name));
  const mayBeMadeLater =
    builder(project) !== undefined ||
    NODE_STARTS.some((name) => names.has(name.replace('.js', '.ts'))) ||
    made.some((name) => mayBeWritten(name, project));
  if (isThere || mayBeMadeLater) return;
  const file = sourceNamed('package.json', deployedFiles(project).files);
  const others = 'server.js, app.js or Procfile';
  const help = 'Add a `start` script to package.json, or a Procfile.';
  if (file) {
    if (packageJson(project))
      yield {
        at: startOfFile(file),
        message: `package.json has no start script, and the project has no ${others}`,
        help,
      };
  } else if (!names.has('package.json') && [...names.keys()].some((name) => /\.[cm]?js$/.test(name)))
    yield { at: place, message: `The project has no package.json, ${others}`, help };
}

/**
 * Without a Procfile, the platform of Go builds one file, or takes a program of the same name.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-environment.html
 */
const GO_STARTS = ['Procfile', 'application.go', 'application', 'bin/application'];

function* withoutProgram(project: Project, existing: ExistingFiles): Generator<Finding> {
  const { language, place } = platform(project);
  if (language !== 'go' || !place || !existing.in('')?.has('main.go')) return;
  const mayBeThere = GO_STARTS.some((name) => existing.has(name) !== false || mayBeWritten(name, project));
  if (mayBeThere || builder(project) !== undefined) return;
  yield {
    at: place,
    message: 'The project has no application.go, application or Procfile',
    help: 'Rename main.go to `application.go`, or build it in a Buildfile and start it in a Procfile.',
  };
}

/** The Procfile starts another file than the one that the Buildfile makes. */
function* withoutOutput(project: Project, existing: ExistingFiles): Generator<Finding> {
  const { language } = platform(project);
  const built = language === 'go' || language === 'java' ? (builtFiles(project) ?? []) : [];
  if (built.length === 0) return;
  const starts = (procfile(project)?.entries ?? []).slice(0, MAX_LISTED_NAMES).flatMap((entry) => {
    const word = startedWord(invocationsOf(entry));
    const path = word?.kind === 'literal' ? pathBelow(word.text) : undefined;
    return word && path !== undefined ? [{ word, path }] : [];
  });
  const started = new Set(starts.map(({ path }) => path));
  for (const { word, path } of starts) {
    if (built.some(({ mayBe }) => mayBe(path)) || existing.has(path) !== false) continue;
    const output = onlyOne(
      built.filter(
        ({ name }) => name !== undefined && endingOf(name) === endingOf(path) && !started.has(name),
      ),
    );
    const mayBeThere =
      isIgnoredByGit(path, project) ||
      scripts(project).some(
        (script) => script.stage !== 'buildfile' && liveText(script).includes(baseName(path)),
      );
    if (output?.name === undefined || mayBeThere) continue;
    const isAtRoot = !output.name.includes('/') && endingOf(path) === '';
    yield {
      at: word.place,
      message: `The Buildfile builds ${output.name}, not ${path}`,
      help: `Use \`${isAtRoot || word.text.startsWith('./') ? './' : ''}${output.name}\`.`,
      related: [{ at: output.place, note: 'is built here' }],
    };
  }
}

/** A process starts with a class of Java that the sources of the project have in another package. */
function* withoutClass(project: Project, existing: ExistingFiles): Generator<Finding> {
  if (platform(project).language !== 'java') return;
  for (const entry of procfile(project)?.entries.slice(0, MAX_LISTED_NAMES) ?? [])
    for (const { program, args } of invocationsOf(entry)) {
      const word = program?.text === 'java' ? mainClassOf(args) : undefined;
      const [, inPackage = '', first = '', name = ''] =
        /^((\w+\.\w+)(?:\.\w+)*)\.([A-Z]\w*)$/.exec(word?.text ?? '') ?? [];
      if (word?.kind !== 'literal' || name === '') continue;
      const sources = JAVA_SOURCES.map((folder) => `${folder}/${first.replace('.', '/')}`);
      const files = sources.flatMap((folder) => filesNamed(`${name}.java`, folder, existing));
      const packages = files.map((path) => {
        const file = existing.source(path);
        return { file, name: PACKAGE.exec(file?.text ?? '')?.[1] };
      });
      const only = onlyOne(packages);
      if (!only?.file || only.name === undefined || only.name === inPackage) continue;
      yield {
        at: word.place,
        message: `The project has no class "${word.text}"`,
        help: `Use \`${only.name}.${name}\`.`,
        related: [{ at: startOfFile(only.file), note: 'is in another package' }],
      };
    }
}

const JAVA_SOURCES = ['src/main/java', 'src'];
const PACKAGE = /^[ \t]*package[ \t]+([\w.]+)[ \t]*;/m;

/** The files of a name in a folder and those below it, as far as these are few. */
function filesNamed(name: string, folder: string, existing: ExistingFiles): string[] {
  const folders = [folder];
  const found: string[] = [];
  for (const own of folders)
    for (const [other, kind] of existing.in(own) ?? []) {
      if (kind === 'file' && other === name) found.push(`${own}/${other}`);
      if (kind === 'folder' && folders.length < MAX_LISTED_FOLDERS) folders.push(`${own}/${other}`);
    }
  return found;
}

/** The word that names what the only program of a process is: an archive of Java, else the program itself. */
function startedWord([invocation, ...others]: readonly Invocation[]): Value | undefined {
  const { program, programs = [], args = [] } = invocation ?? {};
  if (others.length > 0) return undefined;
  return program?.text === 'java'
    ? args[args.findIndex(({ text }) => text === '-jar') + 1 || args.length]
    : programs.at(-1);
}

const endingOf = (path: string): string => /\.(?:jar|war)$/.exec(path)?.[0] ?? '';

/** The Procfile starts another program of .NET than the one that the project builds. */
function* withOtherAssembly(project: Project, existing: ExistingFiles): Generator<Finding> {
  const built = platform(project).language === 'dotnet' ? dotnetProject(project) : undefined;
  if (!built || [...(existing.in('')?.keys() ?? [])].some((name) => name.endsWith('.dll'))) return;
  for (const entry of procfile(project)?.entries.slice(0, MAX_LISTED_NAMES) ?? []) {
    const [invocation, ...others] = invocationsOf(entry);
    const { program, programs = [], args = [] } = invocation ?? {};
    const word = program?.text === 'dotnet' ? args[args[0]?.text === 'exec' ? 1 : 0] : programs.at(-1);
    const [, name = '', ending = ''] =
      (program?.text === 'dotnet' ? /^(?:\.\/)?([\w.-]+)(\.dll)$/ : /^\.\/([\w-][\w.-]*)$/).exec(
        word?.text ?? '',
      ) ?? [];
    if (others.length > 0 || word?.kind !== 'literal' || name === '' || name === built.assembly) continue;
    const isElsewhere =
      existing.has(`${name}${ending}`) !== false ||
      scripts(project).some(
        (script) => script.name.place.file.name !== 'Procfile' && liveText(script).includes(name),
      ) ||
      existing.folders.some((folder) =>
        [...(existing.in(folder)?.keys() ?? [])].some((one) => one.replace(/\.\w+proj$/, '') === name),
      );
    if (isElsewhere) continue;
    yield {
      at: word.place,
      message: `${baseName(built.file.name)} builds ${built.assembly}${ending}, not ${name}${ending}`,
      help: `Use \`${word.text.replace(name, built.assembly)}\`.`,
      related: [{ at: built.namedAt, note: 'the program has its name from here' }],
    };
  }
}

/** A path below the root: an archive, or in a folder or after `./`. */
const pathBelow = (text: string): string | undefined =>
  /^(?:\.\/[\w.-]+|(?:\.\/)?\w[\w.-]*\/[\w./-]*\w|[\w.-]+\.[jw]ar)$/.test(text)
    ? text.replace(/^\.\//, '')
    : undefined;

const BUILT = inBuiltFolder();

/** Whether something may put the file there before the application starts. */
function mayBeMade({ kind, name, folder }: MissingStart, project: Project): boolean {
  const path = `${folder === '' ? '' : `${folder}/`}${kind === 'module' ? `${name.replaceAll('.', '/')}.py` : name}`;
  if (
    (BUILT.test(path) && !isPrebuilt(path, project) && !isBuiltBefore(path, project)) ||
    (kind === 'file' && builder(project) !== undefined)
  )
    return true;
  const top = kind === 'module' ? name.split('.')[0] : name;
  return isIgnoredByGit(path, project) || scriptsNaming(scripts(project)).mayName(top ?? name);
}

/** Whether a file that git does not have, or that a script names, may be there all the same. */
const mayBeWritten = (name: string, project: Project): boolean =>
  isIgnoredByGit(name, project) || scriptsNaming(scripts(project)).mayName(name);

/** What compilers make, and what tells them how: without that a bundle has all that it runs. */
const COMPILED = /\.(?:dll|jar)$/;
const SOURCES =
  /^(?:pom\.xml|build\.(?:gradle(?:\.kts)?|sbt|xml)|gradlew|mvnw|src|[^/]+\.(?:[cfv]b?sproj|sln))$/;

const isPrebuilt = (path: string, project: Project): boolean =>
  COMPILED.test(path) &&
  ![...(existingFiles(deployedFiles(project)).in('')?.keys() ?? [])].some((name) => SOURCES.test(name));

/** Folders with what bundlers and compilers of JavaScript write. */
const BUILT_SCRIPT = /^(?:build|dist|lib|out|output)\/.*\.[cm]?js$/;

/** What says that a bundle of JavaScript has more to build: a tool's configuration, or the sources. */
const SCRIPT_SOURCES =
  /^(?:\.?(?:babel|esbuild|grunt|gulp|nest|nx|parcel|rollup|rspack|swc|ts|tsup|turbo|vite|webpack)[\w.-]*|Makefile|src|source)$|\.(?:[cm]?tsx?|jsx|coffee)$/i;

/** Scripts of package.json that build nothing, by their name. */
const BUILDS_NOTHING = /^(?:start|test|lint|format)(?::|$)/;

/** Whether the bundle brings what its build made: it has other scripts in the folder, and nothing that makes them. */
function isBuiltBefore(path: string, project: Project): boolean {
  const existing = existingFiles(deployedFiles(project));
  const names = [...(existing.in('')?.keys() ?? [])];
  if (!BUILT_SCRIPT.test(path) || names.some((name) => SCRIPT_SOURCES.test(name))) return false;
  const stem = baseName(path).replace(/\.[cm]?js$/, '');
  const hasSource = ['', ...existing.folders].some(
    (folder) =>
      !BUILT.test(folder) &&
      [...(existing.in(folder)?.keys() ?? [])].some((name) => name.replace(/\.\w+$/, '') === stem),
  );
  const listing = packageJson(project);
  const isOpen = sourceNamed('package.json', deployedFiles(project).files) && !listing;
  return (
    !hasSource && !isOpen && listing?.scripts.every(({ key }) => BUILDS_NOTHING.test(key.text)) !== false
  );
}

/** Files that install an application as a package, whose modules may be anywhere. */
const PACKAGE_FILES = ['setup.py', 'setup.cfg', 'pyproject.toml', 'src', 'lib'];

/** Whether the code of the application is in this folder: some projects copy it there when they deploy. */
function isCodeHere(
  { kind, name, folder }: Pick<MissingStart, 'kind' | 'name' | 'folder'>,
  existing: ExistingFiles,
): boolean {
  const names = [...(existing.in(folder)?.keys() ?? [])];
  if (kind === 'file') {
    const extension = name.slice(name.lastIndexOf('.'));
    // A compiler may write it beside its source.
    const isCompiled = names.some(
      (other) => other.replace(/\.[cm]?tsx?$/, '.js') === name.replace(/\.[cm]js$/, '.js'),
    );
    return !isCompiled && names.some((other) => other.endsWith(extension));
  }
  return names.some((other) => other.endsWith('.py')) && !PACKAGE_FILES.some((other) => existing.has(other));
}

/** Whether a module is written as the path of its file. */
const isPath = ({ kind, name }: MissingStart): boolean => kind === 'module' && /\/|\.py$/.test(name);

const moduleOfPath = (path: string): string =>
  path
    .replace(/^(?:\.?\/|\/var\/app\/(?:current|staging)\/)+/, '')
    .replace(/\.py$/, '')
    .replaceAll('/', '.');

/** The only other place of a module or a file of this name, or the nearest name beside it. */
function suggestionFor(start: MissingStart, existing: ExistingFiles): string | undefined {
  const { kind, name, folder } = start;
  if (kind === 'folder') {
    const inner = name.slice(name.indexOf('/') + 1);
    return existing.has(inner) ? inner : nearest(name, existing.folders, 2);
  }
  if (isPath(start)) {
    const module = moduleOfPath(name);
    return existing.hasModule(module, '') === true
      ? module
      : suggestionFor({ ...start, name: module }, existing);
  }
  if (folder !== '')
    return COMPILED.test(name)
      ? otherIn(folder, name, existing)
      : BUILT_SCRIPT.test(`${folder}/${name}`)
        ? startIn(folder, name, existing)
        : undefined;
  if (kind === 'file') {
    const extension = name.slice(name.lastIndexOf('.'));
    const beside = [...(existing.in('')?.keys() ?? [])].filter((other) => other.endsWith(extension));
    return (
      nearest(name, beside, 2) ??
      onlyOne(
        existing.folders.flatMap((inner) => (existing.has(`${inner}/${name}`) ? [`${inner}/${name}`] : [])),
      )
    );
  }
  const last = baseName(name.replaceAll('.', '/'));
  const modules = [
    ...(existing.in('')?.has(`${last}.py`) ? [last] : []),
    ...existing.folders.flatMap((inner) =>
      existing.hasModule(`${inner}.${last}`, '') ? [`${inner}.${last}`] : [],
    ),
  ];
  return onlyOne(modules.filter((module) => module !== name));
}

/** The only compiled file of a folder, which has another version in its name for example. */
const otherIn = (folder: string, name: string, existing: ExistingFiles): string | undefined =>
  onlyOne(
    [...(existing.in(folder)?.keys() ?? [])].filter(
      (other) => COMPILED.test(other) && other.slice(-4) === name.slice(-4),
    ),
  );

/** The only file of a folder that has a usual name of what Node.js starts with. */
function startIn(folder: string, name: string, existing: ExistingFiles): string | undefined {
  const names = [...(existing.in(folder)?.keys() ?? [])];
  const isStart = (other: string) => /^(?:app|index|main|server)\.[cm]?js$/.test(other);
  return isCodeHere({ kind: 'file', name, folder }, existing) ? onlyOne(names.filter(isStart)) : undefined;
}

const onlyOne = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);
