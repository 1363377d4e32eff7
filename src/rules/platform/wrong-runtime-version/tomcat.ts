import { nearestBranch } from '../../../knowledge/platform/platform-branches.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { existingFiles } from '../../../model/bundle/existing-files.js';
import { deploysArtifact } from '../../../model/bundle/shipped-files.js';
import type { Project } from '../../../model/project.js';
import { type Library, readJavaBuild } from '../../../parse/java-build.js';
import { placeOf } from '../../../source/index.js';
import { compareVersions } from '../../../util/compare.js';
import { MAX_LISTED_NAMES } from '../../../util/limits.js';
import { shorten } from '../../../util/text.js';
import { correttoOf, ofJavaInTomcat } from './java.js';
import { isBrought, type Need } from './need.js';

/** What is made for the packages of servlets of another version, or for a newer Java. */
export function ofTomcat(project: Project, have: string): Need[] {
  const war = ofWar(project, have);
  // A newer Tomcat comes with a newer Java.
  const isNewer = war.some(({ version }) => compareVersions(version, have) > 0);
  return [...ofPages(project, have), ...war, ...(isNewer ? [] : ofJavaInTomcat(project, have))];
}

/** Since Tomcat 10, the packages of servlets are in `jakarta`. */
const hasJakarta = (have: string): boolean => compareVersions(have, '10') >= 0;

/** The packages of servlets and what belongs to them, as pages import them. */
const SERVLET_CLASS =
  /<%@[^%]*?\bimport\s*=\s*["'][^"'%]*?\b((javax|jakarta)\.(?:servlet|el|websocket)\.[\w.*]+)/;

/** Pages that Tomcat compiles, with classes that it has under another name; what an own library brings is not known. */
function ofPages(project: Project, have: string): Need[] {
  const existing = existingFiles(deployedFiles(project));
  const isOwn = [...(existing.in('WEB-INF/lib')?.keys() ?? [])].some((name) =>
    /servlet|javax|jakarta|jsp-api/.test(name),
  );
  const isNew = hasJakarta(have);
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

/** A library that implements or calls servlets, with a version for the packages of either name. */
interface Framework {
  readonly title: string;
  /** Of the last major version that is compiled against `javax.servlet`. */
  readonly javax: string;
  /** Of the first one that is compiled against `jakarta.servlet`, or a later one. */
  readonly jakarta: string;
  /** What takes its place there, where that has another name. */
  readonly successor?: string;
}

const SPRING_BOOT = { title: 'Spring Boot', javax: '2.7.18', jakarta: '3.5.0' };
/** The interfaces of servlets themselves, for which Tomcat brings its own. */
const SERVLETS = {
  title: 'javax.servlet',
  javax: '4.0.1',
  jakarta: '5.0.0',
  successor: 'jakarta.servlet:jakarta.servlet-api',
};
const JERSEY = { title: 'Jersey', javax: '2.47', jakarta: '3.1.0' };

/**
 * https://github.com/spring-projects/spring-boot/wiki/Spring-Boot-3.0-Migration-Guide
 * https://github.com/spring-projects/spring-framework/wiki/Upgrading-to-Spring-Framework-6.x
 * https://eclipse-ee4j.github.io/jersey.github.io/documentation/3.0.0/migration.html
 * https://cwiki.apache.org/confluence/display/WW/Struts+6.x.x+to+7.x.x+migration
 */
const FRAMEWORKS: ReadonlyMap<string, Framework> = new Map([
  ['org.springframework.boot:org.springframework.boot', SPRING_BOOT],
  ['org.springframework.boot:spring-boot-starter-parent', SPRING_BOOT],
  ['org.springframework.boot:spring-boot-dependencies', SPRING_BOOT],
  ['org.springframework:spring-webmvc', { title: 'Spring', javax: '5.3.39', jakarta: '6.2.0' }],
  ['org.glassfish.jersey.containers:jersey-container-servlet', JERSEY],
  ['org.glassfish.jersey.containers:jersey-container-servlet-core', JERSEY],
  ['javax.servlet:javax.servlet-api', SERVLETS],
  ['javax.servlet:servlet-api', SERVLETS],
  ['jakarta.servlet:jakarta.servlet-api', { title: 'jakarta.servlet', javax: '4.0.4', jakarta: '5.0.0' }],
  ['org.apache.struts:struts2-core', { title: 'Struts', javax: '6.7.0', jakarta: '7.0.0' }],
]);

/** What changes the packages of what is compiled. https://github.com/apache/tomcat-jakartaee-migration */
const CONVERTS = /jakartaee-migration|webapps-javaee|\btransformer\b|\brelocat|shadow|openrewrite/i;

const BUILD_FILES = ['pom.xml', 'build.gradle', 'build.gradle.kts'];

/** A web application that is built from the sources of the project against the other packages of servlets. */
function ofWar(project: Project, have: string): Need[] {
  const existing = existingFiles(deployedFiles(project));
  const name = BUILD_FILES.find((one) => existing.has(one));
  const file = name === undefined ? undefined : existing.source(name);
  const build = file && readJavaBuild(file);
  if (!file || !build?.isWar || CONVERTS.test(build.text) || isBrought(CONVERTS, project)) return [];
  const isNew = hasJakarta(have);
  const [wrong, right] = isNew ? (['javax', 'jakarta'] as const) : (['jakarta', 'javax'] as const);
  const version = isNew ? '9' : '10';
  const branch = nearestBranch({ language: 'tomcat', generation: undefined, version, os: undefined }) ?? '';
  const isOldEnough = Number(correttoOf(branch)) >= Number(build.release?.release ?? 0);
  const orBranch = isOldEnough ? `, or use the platform branch \`${branch}\`` : '';
  const known = build.libraries.flatMap((library) => {
    const own = FRAMEWORKS.get(coordinatesOf(library));
    const major = parseInt(library.version, 10);
    return own && !Number.isNaN(major)
      ? [{ library, own, isRight: major >= parseInt(own.jakarta, 10) === isNew }]
      : [];
  });
  const wrongOne = known.find(({ isRight }) => !isRight);
  // What is left beside a framework of the right version does nothing.
  if (!wrongOne || known.some(({ isRight }) => isRight)) return [];
  const { library, own } = wrongOne;
  return [
    {
      at: placeOf(file, library.start, library.end),
      subject: `${own.title} ${library.version} is for Tomcat ${version}`,
      version,
      help: `Use \`${own.successor ?? library.name}\` ${own[right]} and import \`${right}\` in place of \`${wrong}\`${orBranch}.`,
      isUncertain: !deploysArtifact(project),
    },
  ];
}

const coordinatesOf = ({ group, name }: Library): string => `${group}:${name}`;
