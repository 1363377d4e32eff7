import type { ServerConfig } from '../../parse/server-config/config-entry.js';
import { readServerConfig } from '../../parse/server-config/read-server-config.js';
import type { Word } from '../../parse/shell/word.js';
import { literalText } from '../../source/index.js';
import { oncePerText } from '../../util/memo.js';
import { folderOf } from '../../util/paths.js';
import type { ServerContext } from '../entry/server-context.js';
import type { ShellState } from '../entry/shell-state.js';

/** Where Maven and Gradle put what they build; or beside the sources. */
const BUILT_HERE = /^(?:target\/|build\/libs\/)?[^/]+\.jar$/;

/** Whether a JAR is one that the sources of the project become. */
export function isBuiltHere(jar: Word | undefined, shell: ShellState): boolean {
  const path = jar?.kind === 'literal' ? shell.directory.fileName(jar.text) : undefined;
  return path !== undefined && BUILT_HERE.test(path);
}

/** Files that add to `application.yml`, or replace what it says. */
const CONFIGURATION = /^(?:application|bootstrap)(?:-[^/]*)?\.(?:properties|ya?ml)$/;

/** Where they are in a JAR: any other one is named by an option, which takes precedence over all. */
const SOURCES = 'src/main/resources/';

/** Where they are beside a JAR, and take precedence over those in it. */
const BESIDE_JAR = ['', 'config'];

/** Variables that may name other files, or properties themselves. */
const VARIABLES = [
  ...['SPRING_APPLICATION_JSON', 'SPRING_CONFIG_ADDITIONAL_LOCATION', 'SPRING_CONFIG_IMPORT'],
  ...['SPRING_CONFIG_LOCATION', 'SPRING_CONFIG_NAME'],
];

/** Variables with options of Java. */
const OPTIONS = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS'];

const NOTHING: ServerConfig = { entries: [], isOpen: false };

/**
 * The port that Spring Boot takes from the sources of an application: nothing where another profile, file or variable may say
 * another one.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 */
export const readSpringProgram = (path: string, context: ServerContext): ServerConfig =>
  readSources(context, path);

/** A Procfile may start many of them, and each asks for the names of all files. */
const readSources = oncePerText((context: ServerContext, path: string): ServerConfig => {
  const folder = folderOf(path);
  const names = new Set(context.namesIn(folder.slice(0, -1)));
  const others = [...names].filter((name) => CONFIGURATION.test(name) && `${folder}${name}` !== path);
  const isAlone =
    others.every((name) => saysNoPort(`${folder}${name}`, context)) &&
    !(
      path.startsWith(SOURCES) &&
      BESIDE_JAR.some((beside) => [...context.namesIn(beside)].some((name) => CONFIGURATION.test(name)))
    ) &&
    !VARIABLES.some((name) => context.environmentProperty(name)) &&
    !OPTIONS.some((name) => mayNameProperties(name, context));
  const file = context.fileText(path);
  const config = file && isAlone ? readServerConfig(file, 'spring', undefined) : NOTHING;
  return config.isOpen ? NOTHING : config;
});

function saysNoPort(path: string, context: ServerContext): boolean {
  const file = context.fileText(path);
  if (!file) return false;
  const { entries, isOpen } = readServerConfig(file, 'spring', undefined);
  return entries.length === 0 && !isOpen;
}

function mayNameProperties(name: string, context: ServerContext): boolean {
  const variable = context.environmentProperty(name);
  return variable !== undefined && /-D(?:server|spring)\./.test(literalText(variable) ?? '-Dspring.');
}
