import { type Located, placeOf, type SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { endOfMatch, matchAt } from '../../util/text.js';
import { textInPlaceOf, type Word, wordOf } from '../shell/word.js';
import { joinWords, type ServerConfig, variableInPlaceOf, wordIn } from './config-entry.js';
import { localModulesIn } from './local-modules.js';
import { listenCalls, type ProgramSource, sourceReader } from './program-source.js';

/** `app.listen(…)`, `new WebSocketServer({ port: … })`. */
const OPENS_PORT = /\.listen\s*\(\s*|\bnew\s+(?:\w+\.)?WebSocket\.?Server\s*\(\s*(?=\{[^{}]*\bport\b)/g;
/** Other code that may open a port, or change what the environment says. */
const MAY_OPEN =
  /\bcluster\b|\bchild_process\b|\bworker_threads\b|\bprocess\.env(?:\.\w+|\[[^\][\n]*\])\s*(?:\|\||\?\?)?=(?!=)|\.attach\s*\(\s*(?:\d|\w*port\b)|(?:\bServer|\bio|socket\.io['"]\))\s*\(\s*(?:\d|(?:\+\s*)?process\.env|\w*port\b)/i;
const PORT_KEY = /\bport\s*:/g;

/**
 * Reads on which port a script of Node.js listens, as far as it says so with literals and environment variables.
 * https://nodejs.org/api/net.html#serverlistenport-host-backlog-callback
 */
export function readNodeScript(file: SourceFile): ServerConfig {
  const source = nodeSource(file);
  const { text } = source;
  const { calls, entries, isOpen } = listenCalls(source, OPENS_PORT, addressIn);
  const keys = [...text.matchAll(PORT_KEY)].length;
  const ownKeys = calls.filter(({ index, 0: { length } }) => text[index + length] === '{').length;
  return {
    entries,
    isOpen: isOpen || keys > ownKeys || MAY_OPEN.test(text),
    modules: localModulesIn(text),
  };
}

/** Whether all that a script opens is a server of WebSockets: nothing but them comes to its port. */
export function opensOnlyWebSockets(file: SourceFile): boolean {
  const opened = Array.from(nodeSource(file).text.matchAll(OPENS_PORT), ([call]) => call);
  return opened.length > 0 && opened.every((call) => call.startsWith('new'));
}

/** `new WebSocketServer({ path: '/live' })`, `app.ws('/live', …)` of express-ws, `app.get('/live', { websocket: true }, …)` of Fastify. */
const SERVES_PATH =
  /\bnew\s+(?:\w+\.)?WebSocket\.?Server\s*\(\s*\{[^{}]{0,500}?\bpath\s*:\s*(?=['"])|\.ws\(\s*(?=['"]\/)|\.get\(\s*(?=['"]\/[^'"\n]{0,200}['"]\s*,\s*\{\s*websocket\s*:\s*true\b)/g;

/** The paths at which a script takes handshakes of WebSockets, as far as it writes them as texts. */
export const webSocketPaths = oncePer((file: SourceFile): readonly Located<string>[] =>
  [...nodeSource(file).text.matchAll(SERVES_PATH)].flatMap(({ 0: call, index }) => {
    const at = index + call.length + 1;
    const [value = ''] = /^\/[\w./-]*(?=['"])/.exec(file.text.slice(at, at + MAX_PATH)) ?? [];
    return value === '' ? [] : [{ value, place: placeOf(file, at, at + value.length) }];
  }),
);

const MAX_PATH = 200;

const NODE_COMMENT_OR_TEXT =
  /\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|'(?:[^'\\\n]|\\.)*'?|"(?:[^"\\\n]|\\.)*"?|`(?:[^`\\]|\\[^])*`?/g;

export const nodeSource = sourceReader(NODE_COMMENT_OR_TEXT);

const OBJECT = /\{([^{}]*)\}\s*[,)]/y;
const NEXT = /\s*,\s*/y;
const CLOSE = /\s*(?:,\s*)?\)/y;
const CALLBACK = /(?:async\b\s*)?(?:function\b|\(|\w+\s*=>)/y;

/** The address that the arguments of a call say, as a shell would write it: `127.0.0.1:${PORT:-3000}`. */
function addressIn(code: ProgramSource, at: number): Word | undefined {
  const object = matchAt(OBJECT, code.text, at);
  if (object) return addressInObject(code, at + 1, object[1] ?? '');
  const port = portAt(code, at);
  if (!port) return undefined;
  if (endOfMatch(CLOSE, code.text, port.end) !== undefined) return address(undefined, port.word, code);
  const second = endOfMatch(NEXT, code.text, port.end);
  if (second === undefined) return undefined;
  if (endOfMatch(CALLBACK, code.text, second) !== undefined) return address(undefined, port.word, code);
  return address(hostAt(code, second), port.word, code);
}

const KEYS = /(?:^|,)\s*(\w+)\s*:\s*/g;

function addressInObject(code: ProgramSource, start: number, text: string): Word | undefined {
  let [host, port]: (Word | undefined)[] = [];
  for (const match of text.matchAll(KEYS)) {
    const at = start + match.index + match[0].length;
    if (match[1] === 'port') port = portAt(code, at)?.word;
    else if (match[1] === 'host') host = hostAt(code, at);
    else if (match[1] === 'path') return undefined;
  }
  return port && address(host, port, code);
}

/** Without a host Node.js listens everywhere, and Fastify does not. */
function address(host: Word | undefined, port: Word, { text }: ProgramSource): Word | undefined {
  const known = host ?? (/fastify/i.test(text) ? unknownIn(port) : undefined);
  const colon = wordOf(textInPlaceOf(port.file, port.place.span, ':'));
  return joinWords([...(known && known.text !== '::' ? [known] : []), colon, port]);
}

const unknownIn = ({ place: { file, span } }: Word): Word =>
  variableInPlaceOf({ file, span }, '_', undefined);

const TEXT = /'([^'\\\n]*)'|"([^"\\\n]*)"/y;
const NAME = /[A-Za-z_$][\w$]*/y;

/** A text, or a name that is one; anything else is not known, and may be a function. */
function hostAt(code: ProgramSource, at: number): Word | undefined {
  const text = matchAt(TEXT, code.text, at);
  if (text) return wordIn(code.file, at + 1, at + text[0].length - 1);
  const [name = ''] = matchAt(NAME, code.text, at) ?? [];
  if (functionsOf(code).has(name)) return undefined;
  const start = name === '' ? undefined : valueOfName(code, name);
  const value = start === undefined ? undefined : matchAt(TEXT, code.text, start);
  return value && start !== undefined
    ? wordIn(code.file, start + 1, start + value[0].length - 1)
    : variableInPlaceOf(placeOf(code.file, at, at + Math.max(name.length, 1)), '_', undefined);
}

const functionsOf = oncePer(
  ({ text }: ProgramSource): ReadonlySet<string> =>
    new Set([...text.matchAll(/\bfunction\s+([\w$]+)/g)].map(([, name = '']) => name)),
);

const ENV = String.raw`process\.env(?:\.(\w+)|\[\s*['"](\w+)['"]\s*\])`;
const DEFAULT = String.raw`(?:\s*(?:\|\||\?\?)\s*['"]?(\d{1,5})['"]?)?`;
const CONVERTED = new RegExp(
  String.raw`(?:Number\.parseInt|parseInt|Number|normalizePort)\(\s*${ENV}${DEFAULT}(?:\s*,\s*10)?\s*\)${DEFAULT}`,
  'y',
);
const PLAIN = new RegExp(String.raw`\+?\s*${ENV}${DEFAULT}`, 'y');
const NUMBER = /\d{1,5}(?![\w.])|(['"])\d{1,5}\1/y;
const END = /[ \t]*(?=[,;)}\r\n]|$)/y;

interface Parsed {
  readonly word: Word;
  readonly end: number;
}

/** A number, an environment variable with or without a default, or a name that the script gives one of these. */
function portAt(code: ProgramSource, at: number): Parsed | undefined {
  const literal = portValueAt(code, at);
  if (literal) return literal;
  const [name] = matchAt(NAME, code.text, at) ?? [];
  if (name === undefined || endOfMatch(END, code.text, at + name.length) === undefined) return undefined;
  const start = valueOfName(code, name);
  const value = start === undefined ? undefined : portValueAt(code, start);
  return value && { word: value.word, end: at + name.length };
}

function portValueAt(code: ProgramSource, at: number): Parsed | undefined {
  const number = matchAt(NUMBER, code.text, at);
  const variable = number ? undefined : (matchAt(CONVERTED, code.text, at) ?? matchAt(PLAIN, code.text, at));
  const match = number ?? variable;
  if (!match) return undefined;
  const end = at + match[0].length;
  if (endOfMatch(END, code.text, end) === undefined) return undefined;
  if (!variable) {
    const quote = match[1] === undefined ? 0 : 1;
    return { word: wordIn(code.file, at + quote, end - quote), end };
  }
  const [, dotted, indexed, inner, outer] = variable;
  return {
    word: variableInPlaceOf(placeOf(code.file, at, end), dotted ?? indexed ?? '', inner ?? outer),
    end,
  };
}

const ASSIGNMENT =
  /(\b(?:const|let|var)\s+)?(?<![\w.$])([A-Za-z_$][\w$]*)\s*(?:[-+*/%|&?]{0,2})=(?![=>])\s*/g;

/** Where the value of a name begins that is assigned once, where it is declared. */
const valueOfName = (code: ProgramSource, name: string): number | undefined => startsOfValues(code).get(name);

const startsOfValues = oncePer((code: ProgramSource): ReadonlyMap<string, number | undefined> => {
  const starts = new Map<string, number | undefined>();
  for (const { 0: whole, 1: declares, 2: name = '', index } of code.text.matchAll(ASSIGNMENT)) {
    const isOnlyOne = declares !== undefined && !starts.has(name);
    starts.set(name, isOnlyOne ? index + whole.length : undefined);
  }
  return starts;
});
