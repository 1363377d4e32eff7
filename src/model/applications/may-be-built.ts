import type { ScriptCommand } from '../../parse/shell/script.js';
import { type Word, wordAfter } from '../../parse/shell/word.js';
import { withoutXmlComments, xmlElements } from '../../parse/xml-elements.js';
import type { Place } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { MAX_BUILD_COMMANDS } from '../../util/limits.js';
import { baseName } from '../../util/paths.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import type { Doubt } from '../doubt.js';
import { START_COMMAND } from '../entry/package-script.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { liveText } from '../execution/live-text.js';
import { wordUses } from '../execution/path-uses.js';
import { type ProgramRun, programRuns } from '../execution/program-runs.js';
import { fact } from '../fact.js';
import { packageJson } from '../packages/package-json.js';
import { procfile } from '../platform/procfile.js';
import { bringers } from '../presence/brought-files.js';
import type { Project } from '../project.js';
import { BUNDLE_FOLDERS } from '../scripts/run-paths.js';
import { scripts } from '../scripts/scripts.js';

/** Scripts that npm runs by itself on an instance. */
const OWN_SCRIPTS: ReadonlySet<string> = new Set([
  'install',
  'postinstall',
  'preinstall',
  'prepare',
  'prestart',
]);

const BUILDS = /\b(?:build|gulp|grunt|make|npm|npx|pnpm|tsc|webpack|yarn)\b|\.sh\b/;

/** A command without the script in a folder `build` that it starts last: that name builds nothing. */
function beforeStart(command: string): string {
  const words = command.trim().split(/\s+/);
  return /^(?:\.\/)?build\/.*\.[cm]?js$/.test(words.at(-1) ?? '') ? words.slice(0, -1).join(' ') : command;
}

/** What on the instance may make a file of any name that the bundle does not have: a build, or a command that brings files. */
export const builder = fact('builder', (project): Doubt | undefined => {
  const script = scripts(project).find(
    (one) =>
      one.stage === 'buildfile' ||
      (one.stage !== 'postdeploy' && one.origin !== 'file' && (!one.isShell || BUILDS.test(liveText(one)))),
  );
  const at =
    script?.name.place ??
    bringers(project).find(({ stage, mayBring }) => stage !== 'postdeploy' && mayBring(ANY))?.at ??
    packageJson(project)?.scripts.find(({ key }) => OWN_SCRIPTS.has(key.text))?.key.place ??
    procfile(project)?.entries.find(
      ({ command }) => !START_COMMAND.test(command.text.trim()) && BUILDS.test(beforeStart(command.text)),
    )?.name.place;
  return at && { reason: 'this may make or bring files', at };
});

/** No command names it. */
const ANY = '\0';

/** The same of a file of one name: a command may also bring just that one. */
export function builderOf(path: string, project: Project): Doubt | undefined {
  const bringer = bringers(project).find(({ stage, mayBring }) => stage !== 'postdeploy' && mayBring(path));
  return builder(project) ?? (bringer && { reason: `this may bring ${path}`, at: bringer.at });
}

/** A file that the Buildfile makes. */
export interface BuiltFile {
  /** Its path below the root; undefined where the project does not tell it. */
  readonly name: string | undefined;
  /** The word that names it, or the program that makes it. */
  readonly place: Place;
  /** Whether it may have a path. */
  readonly mayBe: (path: string) => boolean;
}

/**
 * What the Buildfile and the scripts that it runs make, in their order. Undefined where that is not known: they run a program
 * that no table here has, they run one under a condition, or another script may put files in their places as well.
 */
export const builtFiles = fact('builtFiles', (project): readonly BuiltFile[] | undefined => {
  const all = scripts(project);
  // The scripts of Maven and Gradle are long, and what they make is known.
  const building = all.filter(
    ({ stage, name }) => stage === 'buildfile' && !/(?:^|\/)(?:mvnw|gradlew)$/.test(name.value),
  );
  const isOpen =
    building.some(({ isLeftOut, isShell }) => isLeftOut || !isShell) ||
    all.some(
      (script) => script.stage !== 'buildfile' && MAKES.test(liveText(script)) && makesHere(script, project),
    );
  const runs = isOpen ? [] : building.flatMap(programRuns);
  if (runs.length === 0 || runs.length > MAX_BUILD_COMMANDS) return undefined;
  const existing = existingFiles(deployedFiles(project));
  const context: BuildContext = {
    textOf: (name) => existing.source(name)?.text,
    isFolder: (name) => folders.has(name) || existing.in(name) !== undefined,
  };
  const scriptsRun = new Set(building.map(({ name }) => name.value));
  const folders = new Set<string>();
  let made: BuiltFile[] = [];
  for (const run of runs) {
    const program = run.program.text;
    const operands = run.args.filter(({ text }) => !text.startsWith('-'));
    if (run.isConditional || run.program.kind !== 'literal' || run.command.redirections.some(writesFile))
      return undefined;
    if (program === 'mkdir') for (const { text } of operands) folders.add(pathOf(text));
    if (program === 'rm' && made.length > 0) return undefined;
    if (program === 'mv') {
      const [from] = operands;
      if (from?.kind !== 'literal') return undefined;
      made = made.filter(({ name }) => name !== pathOf(from.text));
    }
    const own = MAKES_NOTHING.has(program) || runsOneOf(scriptsRun, run) ? [] : builtBy(run, context);
    if (!own) return undefined;
    made.push(...own);
  }
  return made;
});

/** Whether a script brings files into the application, or writes some there. */
const makesHere = (script: InstanceScript, project: Project): boolean =>
  !script.isShell ||
  bringers(project).some(({ at }) => at.file === script.name.place.file) ||
  wordUses(script.script).some(
    ({ word: { text }, use }) => use === 'writes' && (!text.startsWith('/') || text.startsWith('/var/app/')),
  );

/** What a script besides the Buildfile may build with, or put files in their places with. */
const MAKES =
  /\b(?:ant|aws|cargo|cp|curl|dotnet|go|gradlew?|install|jar|javac|ln|make|mv|mvnw?|rsync|sbt|tar|unzip|wget)\b/;

/** Programs that make no file that an application starts with. */
const MAKES_NOTHING: ReadonlySet<string> = new Set([
  ...[
    ':',
    '[',
    'basename',
    'chmod',
    'cut',
    'date',
    'dirname',
    'echo',
    'exit',
    'export',
    'false',
    'grep',
    'head',
  ],
  ...['javac', 'ls', 'mkdir', 'printf', 'pwd', 'rm', 'set', 'sleep', 'tail', 'test', 'tr', 'true'],
  ...['umask', 'uname', 'unset', 'wc', 'whoami'],
]);

const writesFile = ({ operator, target }: ScriptCommand['redirections'][number]): boolean =>
  operator.includes('>') && !/^(?:\d|-|\/dev\/\w+)$/.test(target.text);

const pathOf = (text: string): string => text.replace(BUNDLE_FOLDERS, '').replace(/\/$/, '');

/** Whether it runs one of these scripts, as a program or in a shell. */
function runsOneOf(names: ReadonlySet<string>, { program, programs, args }: ProgramRun): boolean {
  const read = /^(?:(?:ba)?sh|source|\.)$/.test(program.text)
    ? args.find(({ text }) => !text.startsWith('-'))
    : programs.at(-1);
  return read?.kind === 'literal' && /[./]/.test(read.text) && names.has(pathOf(read.text));
}

interface BuildContext {
  readonly textOf: (name: string) => string | undefined;
  readonly isFolder: (path: string) => boolean;
}

type Builder = (run: ProgramRun, context: BuildContext) => readonly BuiltFile[] | undefined;

const builtBy: Builder = (run, context) => lookUp(BUILDERS, run.program.text)?.(run, context);

/** A file where a word says, or one with any name in the folder that it names. */
function builtAt(
  word: Word | undefined,
  { isFolder }: BuildContext,
  text = word?.text,
): BuiltFile[] | undefined {
  if (word?.kind !== 'literal' || text === undefined || !/^[\w@./-]+$/.test(text) || text.includes('..'))
    return undefined;
  const path = pathOf(text);
  if (path.startsWith('/') || path === '' || path === '.') return undefined;
  const name = text.endsWith('/') || isFolder(path) ? undefined : path;
  return [{ name, place: word.place, mayBe: (other) => other === path || other.startsWith(`${path}/`) }];
}

/** https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies */
const goBuild: Builder = ({ args: [verb, ...args] }, context) => {
  if (/^(?:env|fmt|get|list|mod|test|version|vet)$/.test(verb?.text ?? '')) return [];
  if (verb?.text !== 'build' || args.some(({ text }) => /^-(?:C|buildmode)\b/.test(text))) return undefined;
  return builtAt(wordAfter(args, '-o'), context);
};

/** https://docs.oracle.com/en/java/javase/21/docs/specs/man/jar.html */
const jarOf: Builder = ({ args }, context) => {
  const [first, ...others] = args;
  const [, letters] = /^-?((?=\w*[cu])[cuv0Mfem]+)$/.exec(first?.text ?? '') ?? [];
  // The operands are in the order of the letters that take one.
  if (letters?.includes('f')) return builtAt(others[letters.replace(/[^fem]/g, '').indexOf('f')], context);
  if (!/^(?:-c|-u|--create|--update)$/.test(first?.text ?? '')) return undefined;
  const attached = others.find(({ text }) => text.startsWith('--file='));
  if (attached) return builtAt(attached, context, attached.text.slice('--file='.length));
  return builtAt(
    others[others.findIndex(({ text }) => /^(?:--file|-f)$/.test(text)) + 1 || others.length],
    context,
  );
};

/** `cp` and `mv`. */
const copied: Builder = ({ args }, context) => {
  const flags = args.filter(({ text }) => text.startsWith('-'));
  const [from, to, ...others] = args.filter(({ text }) => !text.startsWith('-'));
  if (!from || !to || others.length > 0 || flags.some(({ text }) => !/^-[afpPrRv]+$/.test(text)))
    return undefined;
  const made = builtAt(to, context);
  const inFolder =
    made?.[0]?.name === undefined && from.kind === 'literal' && !context.isFolder(pathOf(from.text));
  return inFolder ? builtAt(to, context, `${pathOf(to.text)}/${baseName(from.text)}`) : made;
};

/** Plugins of Maven that write nothing but the archive of the project, with its name or more at the end of it. */
const MAVEN_PLUGINS =
  /^(?:maven-(?:assembly|clean|compiler|deploy|enforcer|failsafe|install|jar|resources|shade|surefire)-plugin|spring-boot-maven-plugin)$/;

const MAVEN_ARGUMENT =
  /^(?:-[BqeUo]|-ntp|--(?:batch-mode|quiet|no-transfer-progress)|-DskipTests(?:=true)?|-Dmaven\.test\.skip(?:=true)?|clean|package|verify|install)$/;

/** https://maven.apache.org/pom.html#The_BaseBuild_Element_Set */
const maven: Builder = ({ program, args }, { textOf }) => {
  const isPlain =
    args.every(({ text }) => MAVEN_ARGUMENT.test(text)) &&
    args.some(({ text }) => /^(?:package|verify|install)$/.test(text));
  const elements = isPlain ? xmlElements(withoutXmlComments(textOf('pom.xml') ?? '')) : [];
  const valueOf = (path: string): string | undefined => elements.find((one) => one.path === path)?.text;
  const parent = valueOf('project/parent/artifactId');
  const plugins = elements.flatMap(({ path, text }) => (path.endsWith('/plugin/artifactId') ? [text] : []));
  const isOpen =
    elements.some(({ path }) => MAVEN_OPEN.test(path)) ||
    plugins.some((name) => !MAVEN_PLUGINS.test(name)) ||
    (parent !== undefined && parent !== 'spring-boot-starter-parent');
  const packaging = valueOf('project/packaging') ?? 'jar';
  const stem =
    valueOf('project/build/finalName') ??
    `${valueOf('project/artifactId') ?? '?'}-${valueOf('project/version') ?? '?'}`;
  if (isOpen || !/^[jw]ar$/.test(packaging) || !/^[\w.-]+$/.test(stem)) return undefined;
  const hasMore =
    plugins.some((name) => /assembly|shade/.test(name)) ||
    elements.some(({ path }) => path.endsWith('/classifier') && path.includes('/plugin/'));
  return [archiveNamed(`target/${stem}`, packaging, hasMore, program.place)];
};

/** Elements with which Maven writes elsewhere, or gives other names. */
const MAVEN_OPEN =
  /\/(?:directory|outputDirectory|outputFile|profiles|modules|warName)$|\/plugin\/.*finalName$/;

/** An archive, and others whose names have more at the end: `-jar-with-dependencies`. */
const archiveNamed = (stem: string, ending: string, hasMore: boolean, place: Place): BuiltFile => ({
  name: hasMore ? undefined : `${stem}.${ending}`,
  place,
  mayBe: (path) => path === `${stem}.${ending}` || (hasMore && path.startsWith(stem)),
});

/** What may give the archive of Gradle another name or folder, or make other files. */
const GRADLE_OPEN =
  /archive|basename|classifier|copy|\binto\b|doLast|doFirst|destination|buildDir|build\.?directory|libs|shadow|apply\s*(?:from|\()|quarkus|micronaut|subprojects|allprojects/i;

/** https://docs.gradle.org/current/dsl/org.gradle.api.tasks.bundling.AbstractArchiveTask.html */
const gradle: Builder = ({ program, args }, { textOf }) => {
  const build = textOf('build.gradle') ?? textOf('build.gradle.kts') ?? '';
  const settings = textOf('settings.gradle') ?? textOf('settings.gradle.kts') ?? '';
  const isPlain = args.every(({ text }) =>
    /^(?:clean|build|bootJar|jar|assemble|-x|test|-q|--no-daemon)$/.test(text),
  );
  const [, name] = /rootProject\.name\s*=\s*['"]([\w.-]+)['"]/.exec(settings) ?? [];
  const [, version] = /^[ \t]*version(?:[ \t]*=)?[ \t]?['"]([\w.-]+)['"]/m.exec(build) ?? [];
  const isOpen =
    /\binclude/.test(settings) || GRADLE_OPEN.test(build) || textOf('gradle.properties') !== undefined;
  if (!isPlain || isOpen || name === undefined || version === undefined) return undefined;
  const stem = `build/libs/${name}-${version}`;
  return [archiveNamed(stem, 'jar', false, program.place), archivePlain(stem, program.place)];
};

/** What Spring Boot leaves beside its own archive. */
const archivePlain = (stem: string, place: Place): BuiltFile => ({
  name: undefined,
  place,
  mayBe: (path) => path === `${stem}-plain.jar`,
});

const BUILDERS: Readonly<Record<string, Builder>> = {
  go: goBuild,
  jar: jarOf,
  ...{ cp: copied, mv: copied },
  ...{ mvn: maven, mvnw: maven },
  ...{ gradle, gradlew: gradle },
};
