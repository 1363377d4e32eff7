import type { SourceFile } from '../source/index.js';
import { MAX_XML_CHILDREN } from '../util/limits.js';
import { oncePer } from '../util/memo.js';
import { withoutXmlComments, type XmlElement, xmlElements } from './xml-elements.js';

/** What a build file of Maven or Gradle says, as far as its text tells without running it. */
export interface JavaBuild {
  /** Whether it makes a web application archive. */
  readonly isWar: boolean;
  /** Libraries with their versions, the parent of a POM, and plugins of Gradle. */
  readonly libraries: readonly Library[];
  /** The newest release of Java that what it compiles needs; undefined where the text does not decide. */
  readonly release: WrittenRelease | undefined;
  /** The text without comments, with every offset unchanged. */
  readonly text: string;
}

/** A library by its coordinates. */
export interface Library {
  readonly group: string;
  readonly name: string;
  /** Empty where another file has it. */
  readonly version: string;
  /** Offsets of what names it, up to its version if it has one. */
  readonly start: number;
  readonly end: number;
}

/** A release of Java as it is written, with offsets. */
interface WrittenRelease {
  readonly text: string;
  readonly release: string;
  readonly start: number;
  readonly end: number;
}

/** Reads `pom.xml`, `build.gradle` or `build.gradle.kts`. Never throws. */
export const readJavaBuild = oncePer((file: SourceFile): JavaBuild =>
  file.name.endsWith('.xml') ? readPom(file.text) : readGradle(file.text),
);

/** https://maven.apache.org/pom.html */
function readPom(written: string): JavaBuild {
  const text = withoutXmlComments(written);
  const elements = xmlElements(text);
  const libraries = librariesOfPom(elements);
  return {
    isWar: elements.some((one) => one.name === 'packaging' && one.text === 'war'),
    libraries,
    release: releaseOfPom(text, elements, libraries),
    text,
  };
}

function librariesOfPom(elements: readonly XmlElement[]): Library[] {
  const properties = new Map(elements.map(({ name, text }) => [name, text]));
  return elements.flatMap((element, index) => {
    if (!/^(?:parent|dependency)$/.test(element.name)) return [];
    const children = within(element, index, elements);
    const child = (name: string): XmlElement | undefined =>
      children.find((one) => one.path === `${element.path}/${name}` && one.text !== '');
    const [group, name, version] = [child('groupId'), child('artifactId'), child('version')];
    if (!group || !name) return [];
    const [, property] = /^\$\{([\w.-]+)\}$/.exec(version?.text ?? '') ?? [];
    const { start, end } = version ?? name;
    const value = property === undefined ? version?.text : properties.get(property);
    return [{ group: group.text, name: name.text, version: value ?? '', start, end }];
  });
}

/** What is in an element, which is at an index. */
function within(element: XmlElement, index: number, elements: readonly XmlElement[]): XmlElement[] {
  const after = elements.slice(index + 1, index + 1 + MAX_XML_CHILDREN);
  return after.filter(({ start }) => start < element.end);
}

/**
 * The configuration of the compiler's plugin, else the properties that it reads; a profile may decide otherwise.
 * https://maven.apache.org/plugins/maven-compiler-plugin/compile-mojo.html
 */
function releaseOfPom(
  text: string,
  elements: readonly XmlElement[],
  libraries: readonly Library[],
): WrittenRelease | undefined {
  if (/<profiles>|toolchain/i.test(text)) return undefined;
  const inPlugin = elements
    .flatMap((element, index) => (element.name === 'plugin' ? [within(element, index, elements)] : []))
    .find((plugin) => plugin.some((one) => one.name === 'artifactId' && one.text === 'maven-compiler-plugin'))
    ?.find((one) => /^(?:release|target|source)$/.test(one.name) && RELEASE.test(one.text));
  const isSpring =
    libraries.some(({ name }) => name === 'spring-boot-starter-parent') || text.includes('${java.version}');
  const names = [
    'maven.compiler.release',
    'maven.compiler.target',
    'maven.compiler.source',
    // Only with one of these it decides.
    ...(isSpring ? ['java.version'] : []),
  ];
  const inProperties = names.flatMap((name) =>
    elements.filter((one) => one.name === name && RELEASE.test(one.text)).slice(0, 1),
  );
  const found = inPlugin ?? inProperties[0];
  if (!found) return undefined;
  const { start, end, text: release } = found;
  return { text: text.slice(start, end), release, start, end };
}

const RELEASE = /^\d{1,3}$/;

const GRADLE_COMMENTS = /\/\*[^]*?(?:\*\/|$)|^[ \t]*\/\/[^\n]*/gm;

/** `'org.springframework:spring-webmvc:5.3.39'`, and a plugin with its version. */
const COORDINATES = /["']([\w.-]{1,100}):([\w.-]{1,100})(?::([\w.$-]{0,100}))?["']/g;
const SPRING_PLUGIN =
  /\bid[ \t]*(?:\([ \t]*)?["']org\.springframework\.boot["'][ \t]*(?:\)[ \t]*)?version[ \t]*["']([\w.-]{1,100})["']/g;

const GRADLE_WAR =
  /^[ \t]*(?:id[ \t]*(?:\([ \t]*)?["']war["']|apply[ \t]+plugin:[ \t]*["']war["']|war[ \t]*$|plugins[ \t]*\{[^}\n]*["']war["'])/m;

/** What sets the release itself, and what decides only where nothing else does: a toolchain. */
const GRADLE_RELEASES: readonly RegExp[] = [
  /()\boptions\.release(?:\.set\(|[ \t]*=[ \t]*)(\d{1,3})\)?/,
  /^[ \t]*(?:java\.)?((?:target|source)Compatibility)(?:[ \t]*=[ \t]*|[ \t]+)(?:JavaVersion\.VERSION_|JavaVersion\.toVersion\()?["']?(\d{1,3})\b["')]{0,2}/m,
  /()\bJavaLanguageVersion\.of\([ \t]*(\d{1,3})[ \t]*\)/,
  /()\bjvmToolchain\([ \t]*(\d{1,3})[ \t]*\)/,
];

/** https://docs.gradle.org/current/userguide/building_java_projects.html#sec:java_cross_compilation */
function readGradle(written: string): JavaBuild {
  const text = written.replaceAll(GRADLE_COMMENTS, (comment) => comment.replace(/[^\n]/g, ' '));
  const found = [
    ...text.matchAll(COORDINATES),
    ...Array.from(text.matchAll(SPRING_PLUGIN), (match) =>
      Object.assign(match, { 1: 'org.springframework.boot', 2: 'org.springframework.boot', 3: match[1] }),
    ),
  ];
  const libraries = found.map(({ 0: whole, 1: group = '', 2: name = '', 3: version = '', index }) => ({
    group,
    name,
    version,
    start: index,
    end: index + whole.length,
  }));
  const releases = GRADLE_RELEASES.map((pattern) => pattern.exec(text));
  // Kotlin compiles for a release of its own.
  const release = /\bjvmTarget\b/.test(text) ? undefined : releases.find((match) => match !== null);
  return {
    isWar: GRADLE_WAR.test(text),
    libraries,
    release: release && releaseAt(release),
    text,
  };
}

function releaseAt(match: RegExpExecArray): WrittenRelease {
  const text = match[0].trim();
  const start = match.index + match[0].indexOf(text);
  return { text, release: match[2] ?? '', start, end: start + text.length };
}
