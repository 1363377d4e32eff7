import { branchesToChoose } from '../../../knowledge/platform/platform-branches.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { existingFiles } from '../../../model/bundle/existing-files.js';
import { type ProgramRun, programRuns } from '../../../model/execution/program-runs.js';
import { platform } from '../../../model/platform/find-platform.js';
import { procfile } from '../../../model/platform/procfile.js';
import type { Project } from '../../../model/project.js';
import { scripts } from '../../../model/scripts/scripts.js';
import { parseEbCliConfig } from '../../../parse/eb-cli-config.js';
import { type JavaBuild, readJavaBuild } from '../../../parse/java-build.js';
import { parsePlatformName } from '../../../parse/platform-name.js';
import { literalText, placeOf, type SourceFile } from '../../../source/index.js';
import { baseName } from '../../../util/paths.js';
import { isBrought, type Need } from './need.js';

const OTHER_JAVA =
  /JAVA_HOME|sdkman|\bjdk|(?:java|corretto|openjdk)-\d|\balternatives\b|\bjenv\b|GRADLE_OPTS|toolchain/i;

/** What is compiled for a newer release of Java, on an instance or before it is deployed. */
export function ofJava(project: Project, have: string): Need[] {
  if (!/^\d+$/.test(have)) return [];
  const runs = scripts(project)
    .filter(({ text }) => COMPILES.test(text))
    .flatMap(programRuns);
  const isNewer = ({ version }: Need) => Number(version) > Number(have);
  const needs = [
    ...runs.flatMap((run) => releasesOf(run, have)).filter(isNewer),
    ...BUILD_TOOLS.flatMap((tool) => ofBuildFile(tool, runs, project, have).filter(isNewer).slice(0, 1)),
  ];
  return needs.length > 0 && !isBrought(OTHER_JAVA, project) ? needs : [];
}

/** A platform of Tomcat names its Java as well: `Tomcat 10 with Corretto 17`. */
export function ofJavaInTomcat(project: Project, tomcat: string): Need[] {
  const have = correttoOf(parsePlatformName(platform(project).name ?? '').platform);
  return (have === undefined ? [] : ofJava(project, have)).flatMap((need) => {
    const branch = branchesToChoose()
      .toReversed()
      .find((name) => isBranchLike(tomcat, name) && Number(correttoOf(name)) >= Number(need.version));
    const ways = [
      ...(need.instead === undefined ? [] : [`\`${need.instead}\``]),
      ...(branch === undefined ? [] : [`the platform branch \`${branch}\``]),
    ];
    return ways.length > 0 ? [{ ...need, runtime: `Java ${have}`, help: `Use ${ways.join(', or ')}.` }] : [];
  });
}

/** Whether a branch of Tomcat has the same packages of servlets: those of Tomcat 9 are others than those of all later ones. */
function isBranchLike(tomcat: string, branch: string): boolean {
  const [, version] = /^Tomcat (\d+)/.exec(branch) ?? [];
  return version !== undefined && Number(version) >= 10 === parseInt(tomcat, 10) >= 10;
}

/** The release of Java in the name of a platform. */
export const correttoOf = (name: string): string | undefined => /corretto[ -](\d+)/i.exec(name)?.[1];

const COMPILES = /\bjavac\b|\bmvnw?\b|\bgradlew?\b/;

/** `javac --release 21`. */
function releasesOf({ program, args, isConditional }: ProgramRun, have: string): Need[] {
  if (baseName(program.text) !== 'javac' || isConditional) return [];
  return args.flatMap((word, index) => {
    const [, flag = '', attached] = /^(--release|-{1,2}(?:source|target))(?:=(\d+))?$/.exec(word.text) ?? [];
    const value = attached ?? args[index + 1]?.text ?? '';
    const at = attached === undefined ? args[index + 1]?.place : word.place;
    const text = attached === undefined ? `${flag} ${value}` : word.text;
    return flag !== '' && at && /^\d+$/.test(value)
      ? [
          {
            at,
            subject: `javac compiles for Java ${value}`,
            version: value,
            instead: text.replace(value, have),
          },
        ]
      : [];
  });
}

/** A build tool with the program that is run for it, its file, and where it puts what it makes. */
interface BuildTool {
  readonly program: RegExp;
  readonly file: string;
  readonly output: RegExp;
}

const BUILD_TOOLS: readonly BuildTool[] = [
  { program: /^mvnw?$/, file: 'pom.xml', output: /^(?:\.\/)?target\/[^/]+$/ },
  { program: /^gradlew?$/, file: 'build.gradle', output: /^(?:\.\/)?build\/(?:libs|distributions)\/[^/]+$/ },
  {
    program: /^gradlew?$/,
    file: 'build.gradle.kts',
    output: /^(?:\.\/)?build\/(?:libs|distributions)\/[^/]+$/,
  },
];

/** Arguments that name another file, release or installation of Java. */
const DECIDES =
  /^-D(?:java|maven\.compiler|org\.gradle\.java)\b|^--?(?:file|project-dir|toolchains)\b|^-[fpt]$/;

function ofBuildFile(
  { program, file, output }: BuildTool,
  runs: readonly ProgramRun[],
  project: Project,
  have: string,
): Need[] {
  const used = runs.find((run) => program.test(baseName(run.program.text)) && !run.isConditional);
  if (used?.args.some(({ text }) => DECIDES.test(text))) return [];
  const existing = existingFiles(deployedFiles(project));
  const isCertain = used !== undefined || deploysOutput(output, project);
  if (!isCertain && !startsOutput(output, project)) return [];
  const source = existing.has(file) ? existing.source(file) : undefined;
  return source
    ? needsIn(source, have).map((need) => ({ ...need, ...(!isCertain && { isUncertain: true }) }))
    : [];
}

/** Whether the EB CLI uploads what the tool makes. */
const deploysOutput = (output: RegExp, project: Project): boolean =>
  deployedFiles(project).ebCliConfigs.some((config) => {
    const { artifact } = parseEbCliConfig(config);
    return output.test((artifact && literalText(artifact)) ?? '');
  });

/** Whether the Procfile starts what the tool makes, and the bundle does not have it. */
const startsOutput = (output: RegExp, project: Project): boolean =>
  procfile(project)?.entries.some(({ command }) => {
    const [, path = ''] = /^java\s(?:.*\s)?-jar\s+(\S+\.jar)(?=\s|$)/.exec(command.text) ?? [];
    return (
      output.test(path) && existingFiles(deployedFiles(project)).has(path.replace(/^\.\//, '')) === false
    );
  }) === true;

function needsIn(file: SourceFile, have: string): Need[] {
  const build = readJavaBuild(file);
  const spring = springIn(build);
  const { release = '' } = build.release ?? {};
  return [
    ...(spring && Number(have) < JAVA_OF_SPRING_BOOT
      ? [
          {
            at: placeOf(file, spring.start, spring.end),
            subject: `Spring Boot ${spring.version} needs Java ${JAVA_OF_SPRING_BOOT}`,
            version: String(Math.max(JAVA_OF_SPRING_BOOT, Number(release))),
          },
        ]
      : []),
    ...(build.release
      ? [
          {
            at: placeOf(file, build.release.start, build.release.end),
            subject: `${file.name} asks for Java ${release}`,
            version: release,
            instead: build.release.text.replace(release, have),
          },
        ]
      : []),
  ];
}

/** https://docs.spring.io/spring-boot/docs/3.0.0/reference/html/getting-started.html#getting-started.system-requirements */
const JAVA_OF_SPRING_BOOT = 17;

const SPRING_BOOT: ReadonlySet<string> = new Set([
  'org.springframework.boot',
  'spring-boot-dependencies',
  'spring-boot-starter-parent',
]);

const springIn = ({ libraries }: JavaBuild) =>
  libraries.find(({ name, version }) => SPRING_BOOT.has(name) && parseInt(version, 10) >= 3);
