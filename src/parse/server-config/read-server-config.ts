import type { ConfigFormat } from '../../knowledge/servers/servers.js';
import type { SourceFile } from '../../source/index.js';
import { MAX_UNCLOSED_LISTS } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import { endOfMatch, matchAt } from '../../util/text.js';
import { textInPlaceOf, type Word, wordOf } from '../shell/word.js';
import { type ConfigEntry, joinWords, type ServerConfig, wordIn } from './config-entry.js';
import { readDotnetConfig } from './dotnet-program.js';
import { readGunicornConfig } from './gunicorn-config.js';
import { readNodeScript } from './node-script.js';
import { listenCalls, type ProgramSource, sourceReader } from './program-source.js';
import { readPumaConfig } from './puma-config.js';
import { readPythonScript } from './python-script.js';
import { readSpringProperties } from './spring-properties.js';

/** `http.ListenAndServe(…`, `net.Listen("tcp", …`, `http.Server{Addr: …`, and what frameworks call it: `router.Run(…`. */
const OPENS_PORT =
  /\bListenAndServe(?:TLS)?\(\s*(?=[^\s)])|\b(?:net|tls)\.Listen\(\s*"tcp[46]?"\s*,\s*|\bhttp\.Server\s*\{[^{}]{0,500}?\bAddr:\s*|(?<!\b(?:net|tls))\.(?:Run|RunTLS|Start|StartTLS|Listen)\(\s*(?=[^\s)])/g;
/** Other code that opens a port, or gets a socket from elsewhere; gin takes a port of its own where it is given none. */
const OPENS_ELSEWHERE = /\bListenConfig\b|\bFileListener\b|\bautotls\b|\bautocert\b|\bendless\b|\.Run\(\s*\)/;

/**
 * Reads on which port the main package of a Go application listens, as far as it says so with literals.
 * https://pkg.go.dev/net/http#ListenAndServe
 */
function readGoSource(file: SourceFile): ServerConfig {
  const source = sourceOf(file);
  const { entries, isOpen } = listenCalls(source, OPENS_PORT, (code, at) => asAddress(addressAt(code, at)));
  return {
    entries,
    isOpen: isOpen || OPENS_ELSEWHERE.test(source.text) || !/^package\s+main\b/m.test(source.text),
  };
}

const COMMENT_OR_TEXT =
  /\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|"(?:[^"\\\n]|\\.)*"?|`[^`]*`?|'(?:[^'\\\n]|\\.)*'?/g;

const sourceOf = sourceReader(COMMENT_OR_TEXT);

/** Other types have methods of the same names, which take something else. */
const asAddress = (word: Word | undefined): Word | undefined =>
  word && /^[^\s/]*:\d{1,5}$/.test(word.text) ? word : undefined;

const TEXT = /"([^"\\\n]*)"|`([^`\\\n]*)`/y;
const JOINED = /("[^"\\\n]*:")\s*\+\s*/y;
const NAME = /\*?([A-Za-z_]\w*)(?=\s*[,)}\n])/y;

/** A text, a name that is one, or `":" + name`. */
function addressAt(code: ProgramSource, at: number): Word | undefined {
  const joined = matchAt(JOINED, code.text, at);
  if (!joined) return textAt(code, at) ?? textOfName(code, at);
  const start = at + joined[0].length;
  const port = textOfName(code, start);
  return port && joinWords([wordIn(code.file, at + 1, at + (joined[1] ?? '').length - 1), port]);
}

function textAt({ file, text }: ProgramSource, at: number): Word | undefined {
  const match = matchAt(TEXT, text, at);
  const end = at + (match?.[0].length ?? 0);
  return match && /^\s*[,)}\n]/.test(text.slice(end, end + 100)) ? wordIn(file, at + 1, end - 1) : undefined;
}

function textOfName(code: ProgramSource, at: number): Word | undefined {
  const [, name] = matchAt(NAME, code.text, at) ?? [];
  const start = name === undefined ? undefined : startsOfTexts(code).get(name);
  const match = start === undefined ? undefined : matchAt(TEXT, code.text, start);
  return match && start !== undefined ? wordIn(code.file, start + 1, start + match[0].length - 1) : undefined;
}

/** A value of a name, the default of a flag included: EB starts the application without arguments. */
const ASSIGNMENT =
  /(?<![\w.])([A-Za-z_]\w*)(?:[ \t]+string)?[ \t]*:?=(?!=)[ \t]*(flag\.String\([ \t]*"[^"\n]*"[ \t]*,[ \t]*)?|&([A-Za-z_]\w*)/g;

/** Where the text begins that a name has once and for all. */
const startsOfTexts = oncePer((code: ProgramSource): ReadonlyMap<string, number | undefined> => {
  const starts = new Map<string, number | undefined>();
  for (const { 0: whole, 1: name, 3: changed, index } of code.text.matchAll(ASSIGNMENT)) {
    const own = name ?? changed ?? '';
    starts.set(own, name === undefined || starts.has(own) ? undefined : index + whole.length);
  }
  return starts;
});

const LINE = /^[ \t]*(?:\[([^\]\n]*)\]|([\w-]+)[ \t]*=[ \t]*([^\n]*))/gm;
/** Options that read other files, or that decide which lines are read. */
const OPENS =
  /^(?:ini|include|inherit|import|for|endfor|if-.*|endif|set-placeholder|set-ph|emperor|attach-daemon)$/;

/**
 * Reads the options of a section of uWSGI's ini file.
 * https://uwsgi-docs.readthedocs.io/en/latest/Configuration.html
 */
function readUwsgiConfig(file: SourceFile, section = 'uwsgi'): ServerConfig {
  if (file.name.endsWith('.xml')) return readXml(file);
  if (!file.name.endsWith('.ini')) return { entries: [], isOpen: true };
  const entries: ConfigEntry[] = [];
  let isOpen = false;
  let current: string | undefined;
  for (const match of file.text.matchAll(LINE)) {
    const [whole, heading, key, rest = ''] = match;
    if (heading !== undefined) current = heading.trim();
    else if (current === section && key !== undefined) {
      const start = match.index + whole.length - rest.length;
      const text = (rest.split(/(?<=[ \t])[;#]/, 1)[0] ?? '').trimEnd();
      const keyAt = match.index + whole.indexOf(key);
      if (OPENS.test(key)) isOpen = true;
      entries.push({ flag: flagOf(file, keyAt, key), value: valueOf(file, start, text) });
    }
  }
  return { entries, isOpen };
}

const flagOf = (file: SourceFile, start: number, key: string): Word => ({
  ...wordIn(file, start, start + key.length),
  text: `--${key.replaceAll('_', '-')}`,
});

/** `$(NAME)` is a variable, `%` begins a placeholder. */
function valueOf(file: SourceFile, start: number, text: string): Word | undefined {
  const variable = /^([^%$]*)\$\((\w+)\)$/.exec(text);
  if (!variable) return /[%$]/.test(text) ? undefined : wordIn(file, start, start + text.length);
  const [, before = '', name = ''] = variable;
  const reference = `${before}\${${name}}`;
  return wordOf(textInPlaceOf(file, { start, end: start + text.length }, reference), [
    { start: before.length, end: reference.length },
  ]);
}

const ELEMENT = /<([\w-]+)>([^<&\n]*)<\/\1>/g;

function readXml(file: SourceFile): ServerConfig {
  const entries = [...file.text.matchAll(ELEMENT)].map((match): ConfigEntry => {
    const [, key = '', text = ''] = match;
    const start = match.index + key.length + 2;
    return { flag: flagOf(file, match.index + 1, key), value: valueOf(file, start, text) };
  });
  return {
    entries,
    isOpen: entries.length === 0 || entries.some(({ flag }) => OPENS.test(flag.text.slice(2))),
  };
}

const KEY = /^[ \t]*"?(bind|insecure_bind|certfile|keyfile)"?[ \t]*=[ \t]*/gm;
const STRING = /"([^"\\\n]*)"|'([^'\n]*)'/y;
const LIST = /\[[^\]"'#]*(?:(?:"[^"\\\n]*"|'[^'\n]*')[^\]"'#]*)*\]/y;

/**
 * Reads the addresses of a `hypercorn.toml`; Python files are not read.
 * https://hypercorn.readthedocs.io/en/latest/how_to_guides/configuring.html
 */
export function readHypercornConfig(file: SourceFile): ServerConfig {
  if (!file.name.endsWith('.toml')) return { entries: [], isOpen: true };
  const entries: ConfigEntry[] = [];
  let failures = 0;
  for (const match of file.text.matchAll(KEY)) {
    const key = match[1] ?? '';
    const at = match.index + match[0].length;
    const values = stringsAt(file, at);
    const flag = {
      ...wordIn(file, match.index, at),
      text: `--${key.replaceAll('_', '-')}`,
    };
    if (values) entries.push(...values.map((value) => ({ flag, value })));
    else if (++failures > MAX_UNCLOSED_LISTS) break;
  }
  return { entries, isOpen: failures > 0 };
}

function stringsAt(file: SourceFile, at: number) {
  const listEnd = endOfMatch(LIST, file.text, at);
  const words = [];
  for (let from = at; listEnd === undefined ? words.length === 0 : from < listEnd;) {
    const end = endOfMatch(STRING, file.text, from);
    if (end === undefined && listEnd === undefined) return undefined;
    if (end !== undefined) words.push(wordIn(file, from + 1, end - 1));
    from = end ?? from + 1;
  }
  return words;
}

type Reader = (file: SourceFile, section: string | undefined) => ServerConfig;

const readers: Readonly<Record<ConfigFormat, Reader>> = {
  dotnet: readDotnetConfig,
  go: readGoSource,
  gunicorn: readGunicornConfig,
  hypercorn: readHypercornConfig,
  node: readNodeScript,
  puma: readPumaConfig,
  python: readPythonScript,
  spring: readSpringProperties,
  uwsgi: readUwsgiConfig,
};

/** What a configuration file says literally about where its server listens, read once for all its servers. Never throws. */
export function readServerConfig(
  file: SourceFile,
  format: ConfigFormat,
  section: string | undefined,
): ServerConfig {
  const known = readings(file);
  const key = `${format} ${section ?? ''}`;
  const config = known.get(key) ?? readers[format](file, section);
  known.set(key, config);
  return config;
}

const readings = oncePer<SourceFile, Map<string, ServerConfig>>(() => new Map());
