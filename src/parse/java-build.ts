import type { SourceFile } from '../source/index.js';
import { oncePer } from '../util/memo.js';

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

const without = (comments: RegExp, text: string): string =>
  text.replaceAll(comments, (found) => found.replace(/[^\n]/g, ' '));

/** https://maven.apache.org/pom.html */
function readPom(written: string): JavaBuild {
  const text = without(/<!--[^]*?(?:-->|$)/g, written);
  const properties = new Map(
    Array.from(
      text.matchAll(/<([\w.-]{1,100})>\s*([\w.-]{1,100})\s*<\/\1>/g),
      ([, name = '', value = '']) => [name, value],
    ),
  );
  const libraries = ['parent', 'dependency'].flatMap((tag) =>
    blocksOf(tag, text).flatMap(({ start, content }) => {
      const within = (key: string) => new RegExp(`<${key}>\\s*([^<>\\s]{1,200})\\s*</${key}>`).exec(content);
      const [group, name, version] = [within('groupId'), within('artifactId'), within('version')];
      if (!group || !name) return [];
      const [, property] = /^\$\{([\w.-]+)\}$/.exec(version?.[1] ?? '') ?? [];
      const last = version ?? name;
      return [
        {
          group: group[1] ?? '',
          name: name[1] ?? '',
          version: property === undefined ? (version?.[1] ?? '') : (properties.get(property) ?? ''),
          start: start + last.index,
          end: start + last.index + last[0].length,
        },
      ];
    }),
  );
  return {
    isWar: /<packaging>\s*war\s*</.test(text),
    libraries,
    release: releaseOfPom(text, libraries),
    text,
  };
}

/** The elements of a name that have none of that name in them. */
function blocksOf(tag: string, text: string): { start: number; content: string }[] {
  const blocks = [];
  const [open, close] = [`<${tag}>`, `</${tag}>`];
  for (let at = text.indexOf(open); at !== -1; at = text.indexOf(open, at + open.length)) {
    const end = text.indexOf(close, at);
    if (end === -1) break;
    blocks.push({ start: at, content: text.slice(at, end) });
    at = end;
  }
  return blocks;
}

/**
 * The configuration of the compiler's plugin, else the properties that it reads; a profile may decide otherwise.
 * https://maven.apache.org/plugins/maven-compiler-plugin/compile-mojo.html
 */
function releaseOfPom(text: string, libraries: readonly Library[]): WrittenRelease | undefined {
  if (/<profiles>|toolchain/i.test(text)) return undefined;
  const plugin = blocksOf('plugin', text).find(({ content }) => content.includes('>maven-compiler-plugin<'));
  const inPlugin = plugin && /<(release|target|source)>\s*(\d{1,3})\s*<\/\1>/.exec(plugin.content);
  if (plugin && inPlugin) return releaseAt(inPlugin, plugin.start);
  const isSpring =
    libraries.some(({ name }) => name === 'spring-boot-starter-parent') || text.includes('${java.version}');
  const properties = Array.from(
    text.matchAll(/<(maven\.compiler\.(?:release|target|source)|java\.version)>\s*(\d{1,3})\s*<\/\1>/g),
  );
  const found = [
    'maven.compiler.release',
    'maven.compiler.target',
    'maven.compiler.source',
    // Only with one of these it decides.
    ...(isSpring ? ['java.version'] : []),
  ].map((name) => properties.find((property) => property[1] === name));
  const property = found.find((one) => one !== undefined);
  return property && releaseAt(property, 0);
}

function releaseAt(match: RegExpExecArray, start: number): WrittenRelease {
  const at = start + match.index + match[0].length - match[0].trimStart().length;
  return {
    text: match[0].trim(),
    release: match[2] ?? '',
    start: at,
    end: start + match.index + match[0].trimEnd().length,
  };
}

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
  const text = without(/\/\*[^]*?(?:\*\/|$)|^[ \t]*\/\/[^\n]*/gm, written);
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
    release: release ? releaseAt(release, 0) : undefined,
    text,
  };
}
