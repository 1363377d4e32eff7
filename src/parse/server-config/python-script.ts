import { PYTHON_SERVER_CALLS, type PythonServerCall } from '../../knowledge/servers/python-servers.js';
import { placeOf, type SourceFile, type Span } from '../../source/index.js';
import { textInPlaceOf, type Word, wordOf } from '../shell/word.js';
import { joinWords, type ServerConfig, variableInPlaceOf, wordIn } from './config-entry.js';
import { type Argument, argumentsAt, type ProgramSource, sourceReader } from './program-source.js';
import { readPythonNumber, readPythonText } from './python-value.js';

const UNKNOWN: ServerConfig = { entries: [], isOpen: true };

/** Other code that may open a port, or start what does. */
const MAY_OPEN =
  /\b(?:subprocess|multiprocessing|Popen|execute_from_command_line|call_command|BaseApplication|wsgiapp|hypercorn|daphne|cherrypy|grpc|run_server)\b|\bos\.(?:exec|spawn|system|popen)|\.bind\s*\(/;

/** Ports of other calls, whatever they are. */
const PORT_ARGUMENT = /[(,]\s*port\s*=(?!=)/g;

function mayOpenMore({ text }: ProgramSource, { end }: Call): boolean {
  const own = argumentsAt({ text }, end)?.filter(({ keyword }) => keyword === 'port') ?? [];
  return MAY_OPEN.test(text) || [...text.matchAll(PORT_ARGUMENT)].length > own.length;
}

/**
 * Reads on which port a script of Python listens, as far as it says so with literals and environment variables: where it has
 * one call that serves, and nothing else that may open a port.
 */
export function readPythonScript(file: SourceFile): ServerConfig {
  const source = sourceOf(file);
  const [found, ...others] = callsIn(source);
  if (!found || others.length > 0 || mayOpenMore(source, found)) return UNKNOWN;
  const value = addressOf(found, source);
  const flag = { ...wordIn(file, found.start, found.end), text: '--listen' };
  return value ? { entries: [{ flag, value }], isOpen: false } : UNKNOWN;
}

const PYTHON_COMMENT_OR_TEXT =
  /#[^\n]*|"""(?:[^"\\]|\\[^]|"(?!""))*(?:"""|$)|'''(?:[^'\\]|\\[^]|'(?!''))*(?:'''|$)|"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?/g;

/** Texts of several lines are descriptions, for the most part. */
const sourceOf = sourceReader(PYTHON_COMMENT_OR_TEXT, (part) => /^(?:#|"""|''')/.test(part));

interface Call {
  readonly server: PythonServerCall;
  /** Where the name begins, and the arguments. */
  readonly start: number;
  readonly end: number;
}

/** The calls that serve, each as what it is first. */
function callsIn({ text }: ProgramSource): Call[] {
  const calls = new Map<number, Call>();
  for (const server of PYTHON_SERVER_CALLS) {
    const { library, unless } = server;
    if (library?.test(text) === false || unless?.test(text)) continue;
    for (const { 0: whole, index } of text.matchAll(patternOf(server))) {
      const end = index + whole.length;
      if (!calls.has(end)) calls.set(end, { server, start: index, end });
    }
  }
  return [...calls.values()];
}

const patternOf = ({ name }: PythonServerCall): RegExp =>
  new RegExp(String.raw`(?<![\w.]|\bdef )${name}\s*\(`, 'g');

/** In the place of an address there is a socket, or a list. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'uds',
  'fd',
  'sock',
  'path',
  'listen',
  'sockets',
  'unix_socket',
]);

/** `HOST:PORT` as a shell would write it; undefined where the text does not tell. */
function addressOf({ server, start, end }: Call, source: ProgramSource): Word | undefined {
  const given = argumentsAt(source, end);
  const args = server.isTuple ? tupleIn(given?.[0], source) : given;
  if (!args || given?.some(({ keyword }) => keyword !== undefined && ELSEWHERE.has(keyword)))
    return undefined;
  const callee = { start, end: end - 1 };
  const port = portIn(argumentFor(server.port, args), server, callee, source);
  if (!port) return undefined;
  const host = hostIn(argumentFor(server.host, args), server, callee, source);
  return joinWords([host, textAs(':', port.place.span, source), port]);
}

function portIn(
  argument: Argument | undefined,
  { defaults }: PythonServerCall,
  callee: Span,
  source: ProgramSource,
): Word | undefined {
  if (argument) return wordFor(argument, source, readPythonNumber);
  return defaults?.port === undefined ? undefined : textAs(String(defaults.port), callee, source);
}

function hostIn(
  argument: Argument | undefined,
  { defaults }: PythonServerCall,
  callee: Span,
  source: ProgramSource,
): Word {
  if (!argument)
    return defaults?.host === undefined ? unknownAt(callee, source) : textAs(defaults.host, callee, source);
  if (isEverywhere(argument, source)) return textAs('0.0.0.0', callee, source);
  return (
    wordFor(argument, source, (file, at) => readPythonText(file, at, false)) ?? unknownAt(argument, source)
  );
}

/** What the text means, in the place of what means it. */
const textAs = (text: string, span: Span, { file }: ProgramSource): Word =>
  wordOf(textInPlaceOf(file, span, text));

const unknownAt = ({ start, end }: Span, { file }: ProgramSource): Word =>
  variableInPlaceOf(placeOf(file, start, end), '_', undefined);

const isEverywhere = ({ start, end }: Argument, { text }: ProgramSource): boolean =>
  /^(?:None|''|"")$/.test(text.slice(start, end));

/** What a whole argument is. */
function wordFor(
  { start, end }: Argument,
  { file }: ProgramSource,
  read: typeof readPythonNumber,
): Word | undefined {
  const parsed = read(file, start);
  return parsed?.end === end ? parsed.word : undefined;
}

function argumentFor(
  [keyword, position]: PythonServerCall['host'],
  args: readonly Argument[],
): Argument | undefined {
  const named = args.find((one) => one.keyword === keyword);
  const other = position === undefined ? undefined : args[position];
  return named ?? (other?.keyword === undefined ? other : undefined);
}

/** The parts of `('0.0.0.0', 8000)`. */
function tupleIn(argument: Argument | undefined, source: ProgramSource): readonly Argument[] | undefined {
  if (!argument || argument.keyword !== undefined || source.text[argument.start] !== '(') return undefined;
  const parts = argumentsAt(source, argument.start + 1);
  return parts?.length === 2 ? parts : undefined;
}
