import { type Place, placeOf, type SourceFile, textAt } from '../../source/index.js';
import { parseDataFile } from '../data-file.js';
import type { Word } from '../shell/word.js';
import { placeOfWritten } from '../tree/tree.js';
import { entry, type MapEntry } from '../yaml/node.js';
import { type ConfigEntry, type ServerConfig, variableInPlaceOf, wordIn } from './config-entry.js';

/** A port that a file sets. */
interface Port {
  readonly key: Place;
  /** Without quotes; undefined for a map or a list. */
  readonly value: Place | undefined;
}

/**
 * Reads the port in a configuration file of Spring Boot, `application.properties` or `application.yml`.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html
 */
export function readSpringProperties(file: SourceFile): ServerConfig {
  const isYaml = !file.name.endsWith('.properties');
  const ports = isYaml ? portsInYaml(file) : portsInProperties(file);
  const entries = (ports ?? []).map(({ key, value }): ConfigEntry => ({
    flag: { ...wordIn(file, key.span.start, key.span.end), text: SERVER_PORT },
    value: value && portIn(value),
  }));
  const isOpen = !ports || entries.some(({ value }) => !value) || SAYS_MORE.test(file.text);
  return { entries: entries.slice(-1), isOpen };
}

/** As a program's table of options has it: on no command line. */
const SERVER_PORT = 'server.port';

/** Other sources of properties, or an application that does not listen. */
const SAYS_MORE =
  /\bconfig\.import\b|\bimport\s*:|\bspring\.cloud\b|^[ \t]+cloud\s*:|\bweb-application-type\b/m;

const IN_PROPERTIES = /^[ \t]*server\.port(?=[ \t=:])[ \t]*[=:]?(.*)/gm;

/** Undefined where one of several documents says it, which may be for one profile only. */
function portsInProperties(file: SourceFile): Port[] | undefined {
  const ports = [...file.text.matchAll(IN_PROPERTIES)].map(({ 0: line, 1: value = '', index }) => {
    const start = index + line.length - value.trimStart().length;
    return {
      key: placeOf(file, index, start),
      value: placeOf(file, start, start + value.trim().length),
    };
  });
  return ports.length > 0 && /^#---/m.test(file.text) ? undefined : ports;
}

/** Undefined where the file cannot be read, has several documents, or says it in both ways. */
function portsInYaml(file: SourceFile): Port[] | undefined {
  const { root } = parseDataFile(file);
  const server = entry(root, 'server');
  const ports = [entry(root, SERVER_PORT), entry(server?.value, 'port')].filter((one) => one !== undefined);
  return root && ports.length < 2 ? ports.map(portOf) : undefined;
}

const portOf = ({ key, value }: MapEntry): Port => ({
  key: key.place,
  value: value.kind === 'scalar' ? placeOfWritten(value) : undefined,
});

const NUMBER = /^\d{1,5}$/;
const PLACEHOLDER = /^\$\{([\w.-]+)(?::(\d{1,5}))?\}$/;

function portIn(place: Place): Word | undefined {
  const text = textAt(place);
  if (NUMBER.test(text)) return wordIn(place.file, place.span.start, place.span.end);
  const [, name, fallback] = PLACEHOLDER.exec(text) ?? [];
  return name === undefined ? undefined : variableInPlaceOf(place, variableOf(name), fallback);
}

/** https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding.environment-variables */
const variableOf = (property: string): string =>
  property.replaceAll('.', '_').replaceAll('-', '').toUpperCase();
