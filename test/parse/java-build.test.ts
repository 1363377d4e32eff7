import { describe, expect, it } from 'vitest';
import { readJavaBuild } from '../../src/parse/java-build.js';
import { SourceFile } from '../../src/source/index.js';

const read = (name: string, text: string) => readJavaBuild(new SourceFile(`/p/${name}`, name, text));

const compiler = (content: string): string =>
  `<plugin><artifactId>maven-compiler-plugin</artifactId><configuration>${content}</configuration></plugin>`;

describe('release of Java', () => {
  it.each([
    ['pom.xml', '<maven.compiler.target>21</maven.compiler.target>', '21'],
    ['pom.xml', '<maven.compiler.source>21</maven.compiler.source>', '21'],
    ['pom.xml', '<java.version>21</java.version>', undefined],
    ['pom.xml', '<java.version>21</java.version><release>${java.version}</release>', '21'],
    ['pom.xml', '<java.version>21</java.version><maven.compiler.target>17</maven.compiler.target>', '17'],
    [
      'pom.xml',
      `${compiler('<target> 21 </target>')}<maven.compiler.target>17</maven.compiler.target>`,
      '21',
    ],
    ['pom.xml', `<plugin></plugin>${compiler('<target>${x}</target>')}`, undefined],
    ['pom.xml', '<maven.compiler.target>21</maven.compiler.target><profiles></profiles>', undefined],
    ['pom.xml', '<!-- <maven.compiler.target>21</maven.compiler.target>', undefined],
    ['pom.xml', '<maven.compiler.target>1.8</maven.compiler.target>', undefined],
    ['build.gradle', 'sourceCompatibility = "21"', '21'],
    ['build.gradle', 'targetCompatibility JavaVersion.VERSION_21\n', '21'],
    ['build.gradle', '// sourceCompatibility = 21\n/* sourceCompatibility = 21', undefined],
    ['build.gradle', 'languageVersion = JavaLanguageVersion.of(21)\noptions.release = 17', '17'],
    ['build.gradle.kts', 'kotlin { jvmToolchain(21) }', '21'],
    ['build.gradle.kts', 'jvmToolchain(21)\njvmTarget = "17"', undefined],
  ])('%s: %s', (name, text, release) => {
    expect(read(name, text).release?.release).toBe(release);
  });

  it('has the offsets of its text', () => {
    const text = `<project>${compiler('<release>21</release>')}</project>`;
    const { start, end, text: written } = read('pom.xml', text).release ?? { start: 0, end: 0, text: '' };
    expect([text.slice(start, end), written]).toEqual(['<release>21</release>', '<release>21</release>']);
  });
});

describe('libraries', () => {
  const pom = (version: string) =>
    `<parent><groupId>a</groupId><artifactId>b</artifactId></parent><own.version>5.3.1</own.version>
<dependency><groupId>c</groupId><artifactId>d</artifactId>${version}</dependency><dependency><groupId>c</groupId></dependency><dependency>`;

  it.each([
    ['<version>1.2</version>', '1.2', '<version>1.2</version>'],
    ['<version>${own.version}</version>', '5.3.1', '<version>${own.version}</version>'],
    ['<version>${other.version}</version>', '', '<version>${other.version}</version>'],
    ['', '', '<artifactId>d</artifactId>'],
  ])('of a POM with %s', (written, version, shown) => {
    const text = pom(written);
    const [parent, own, ...others] = read('pom.xml', text).libraries;
    expect(parent).toMatchObject({ group: 'a', name: 'b', version: '' });
    expect(own).toMatchObject({ group: 'c', name: 'd', version });
    expect(text.slice(own?.start, own?.end)).toBe(shown);
    expect(others).toEqual([]);
  });

  it('of Gradle, with the plugin of Spring Boot', () => {
    const text = `plugins {\n  id("org.springframework.boot") version "3.3.4"\n  id 'war'\n}\ncompile 'a:b:1.2', 'c:d'\n`;
    const { isWar, libraries } = read('build.gradle', text);
    expect(isWar).toBe(true);
    expect(libraries.map(({ group, name, version }) => `${group}:${name}:${version}`)).toEqual([
      'a:b:1.2',
      'c:d:',
      'org.springframework.boot:org.springframework.boot:3.3.4',
    ]);
  });

  it.each([
    ['pom.xml', '<packaging>war</packaging>', true],
    ['pom.xml', '<packaging>jar</packaging>', false],
    ['build.gradle', "apply plugin: 'war'", true],
    ['build.gradle', 'plugins { id "java"; id "war" }', true],
    ['build.gradle.kts', 'plugins {\n    war\n}', true],
    ['build.gradle', 'war {\n}', false],
  ])('%s: %s', (name, text, isWar) => {
    expect(read(name, text).isWar).toBe(isWar);
  });
});
