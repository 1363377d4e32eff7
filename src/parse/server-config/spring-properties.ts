import { placeOf, type SourceFile } from '../../source/index.js';
import { variableInPlaceOf, wordIn, type ConfigEntry, type ServerConfig } from './config-entry.js';
import type { Word } from '../shell/word.js';

/**
 * Reads the port in a configuration file of Spring Boot, `application.properties` or `application.yml`.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 */
export function readSpringProperties(file: SourceFile): ServerConfig {
  const isYaml = !file.name.endsWith('.properties');
  const ports = isYaml ? portsInYaml(file.text) : portsInProperties(file.text);
  const entries = ports.map(({ key, start, end }): ConfigEntry => ({
    flag: { ...wordIn(file, key, start), text: SERVER_PORT },
    value: valueIn(file, start, end),
  }));
  // A document of its own may be for one profile only.
  const isOpen =
    entries.some(({ value }) => !value) ||
    SAYS_MORE.test(file.text) ||
    (entries.length > 0 &&
      (isYaml ? entries.length > 1 || OTHER_DOCUMENT.test(file.text) : /^#---/m.test(file.text)));
  return { entries: entries.slice(-1), isOpen };
}

/** As a program's table of options has it: on no command line. */
const SERVER_PORT = 'server.port';

/** Other sources of properties, or an application that does not listen. */
const SAYS_MORE =
  /\bconfig\.import\b|\bimport\s*:|\bspring\.cloud\b|^[ \t]+cloud\s*:|\bweb-application-type\b/m;
const OTHER_DOCUMENT = /^---/m;

interface Found {
  /** Where the key begins, and the value begins and ends. */
  readonly key: number;
  readonly start: number;
  readonly end: number;
}

const IN_PROPERTIES = /^[ \t]*server\.port(?=[ \t=:])([^\r\n]*)/gm;

const portsInProperties = (text: string): Found[] =>
  [...text.matchAll(IN_PROPERTIES)].map((match) => found(match, match.index));

const FLAT = /^server\.port[ \t]*:(?=[ \t])(.*)/;
const CHILD = /^port[ \t]*:(?=[ \t])(.*)/;

function portsInYaml(text: string): Found[] {
  const ports: Found[] = [];
  let inner: number | undefined;
  let isInServer = false;
  for (const { 0: whole, index } of text.matchAll(/[^\r\n]+/g)) {
    const line = whole.trimStart();
    const indent = whole.length - line.length;
    if (line === '' || line.startsWith('#')) continue;
    if (indent === 0) isInServer = /^server[ \t]*:/.test(line);
    if (indent === 0) inner = undefined;
    else inner ??= indent;
    const match = indent === 0 ? FLAT.exec(line) : isInServer && indent === inner ? CHILD.exec(line) : null;
    if (match) ports.push(found(match, index + indent));
    else if (indent === 0 && isInServer && /:[ \t]+[^# \t]/.test(line))
      ports.push({ key: index, start: index, end: index });
  }
  return ports;
}

/** The value of a line, without what separates it from the key, and the comment after it. */
function found({ 0: whole, 1: rest = '' }: RegExpExecArray, key: number): Found {
  const comment = rest.search(/[ \t]#/);
  const value = comment === -1 ? rest : rest.slice(0, comment);
  const text = value.replace(/^[ \t]*[=:]?/, '').trimStart();
  const end = key + whole.length - rest.length + value.trimEnd().length;
  return { key, start: Math.max(end - text.trimEnd().length, key), end };
}

const NUMBER = /^(["']?)(\d{1,5})\1$/;
const PLACEHOLDER = /^(["']?)\$\{([\w.-]+)(?::(\d{1,5}))?\}\1$/;

function valueIn(file: SourceFile, start: number, end: number): Word | undefined {
  const text = file.text.slice(start, end);
  const [, quote = '', number] = NUMBER.exec(text) ?? [];
  if (number !== undefined) return wordIn(file, start + quote.length, end - quote.length);
  const [, , name, fallback] = PLACEHOLDER.exec(text) ?? [];
  return name === undefined
    ? undefined
    : variableInPlaceOf(placeOf(file, start, end), variableOf(name), fallback);
}

/** https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding.environment-variables */
const variableOf = (property: string): string =>
  property.replaceAll('.', '_').replaceAll('-', '').toUpperCase();
