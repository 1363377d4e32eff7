import type { SourceFile } from '../../source/index.js';
import { matchAt } from '../../util/text.js';
import { parseDataFile } from '../data-file.js';
import { textInPlaceOf, type Word, wordOf } from '../shell/word.js';
import { placeOfWritten } from '../tree/tree.js';
import { entriesOf, type MapEntry, type Node } from '../yaml/node.js';
import { type ConfigEntry, type ServerConfig, wordIn } from './config-entry.js';
import { listenCalls, type ProgramSource, sourceReader } from './program-source.js';

const NOTHING: ServerConfig = { entries: [], isOpen: false };
const UNKNOWN: ServerConfig = { entries: [], isOpen: true };

/** As a program's table of options has it. */
const URLS = '--urls';

/**
 * Reads where an application of ASP.NET Core listens, as far as its `Program.cs` or its `appsettings.json` says so with literals.
 * https://learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints
 */
export const readDotnetConfig = (file: SourceFile): ServerConfig =>
  file.name.endsWith('.cs') ? readProgram(file) : readSettings(file);

const OPENS_PORT = /\.(?:UseUrls|Urls\.Add|ListenAnyIP|ListenLocalhost)\(\s*|\.Run(?:Async)?\(\s*(?=[^\s)])/g;

/** Other code that opens a port, or another server. */
const OPENS_ELSEWHERE = /\.Listen\(|\bListen(?:Handle|NamedPipe|UnixSocket)\b|\bUseHttpSys\b|^[ \t]*#if\b/m;

const COMMENT_OR_TEXT =
  /\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|"""(?:[^"]|"(?!""))*(?:""")?|\$?@\$?"(?:[^"]|"")*"?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?/g;

const sourceOf = sourceReader(COMMENT_OR_TEXT);

const ADDRESS = /"(https?:\/\/[^"\\\n]*)"(?=\s*\))/y;
const PORT = /\d{1,5}(?=\s*[,)])/y;

function readProgram(file: SourceFile): ServerConfig {
  const source = sourceOf(file);
  const { calls, entries, isOpen } = listenCalls(source, OPENS_PORT, addressAt);
  if (
    OPENS_ELSEWHERE.test(source.code) ||
    isOpen ||
    calls.some(({ index }) => isUnderCondition(source, index))
  )
    return UNKNOWN;
  if (entries.length > 1) return UNKNOWN;
  return {
    entries: entries.map(({ flag, value }) => ({ flag: { ...flag, text: URLS }, value })),
    isOpen: false,
  };
}

function addressAt({ file, text }: ProgramSource, at: number): Word | undefined {
  const address = matchAt(ADDRESS, text, at);
  if (address) return wordIn(file, at + 1, at + address[0].length - 1);
  const port = matchAt(PORT, text, at)?.[0];
  if (port === undefined) return undefined;
  const url = `http://*:${port}`;
  return wordOf(textInPlaceOf(file, { start: at, end: at + port.length }, url), []);
}

const CONDITION = /\b(?:case|catch|else|finally|for|foreach|if|switch|while)\b|\?/;

/** Whether its statement, or a block around it, begins with a condition or a loop. */
function isUnderCondition({ code }: ProgramSource, at: number): boolean {
  let depth = 0;
  /** Where the beginning of a statement or block ends that is being passed; undefined among the statements before it. */
  let end: number | undefined = at;
  for (let index = at - 1; index >= 0; index--) {
    const sign = code[index];
    const isOuter = sign === '{' && depth === 0;
    if (sign === '{' && depth > 0) depth--;
    if (!isOuter && (depth > 0 || (sign !== ';' && sign !== '}'))) {
      if (sign === '}') depth++;
      continue;
    }
    if (end !== undefined && CONDITION.test(code.slice(index + 1, end))) return true;
    end = isOuter ? index : undefined;
    if (sign === '}') depth++;
  }
  return end !== undefined && CONDITION.test(code.slice(0, end));
}

function readSettings(file: SourceFile): ServerConfig {
  const { root } = parseDataFile(file);
  if (!root) return /kestrel|"urls"/i.test(file.text) ? UNKNOWN : NOTHING;
  const endpoints = entriesOf(named(named(root, 'kestrel')?.value, 'endpoints')?.value);
  const urls =
    endpoints.length > 0 ? endpoints.map(({ value }) => named(value, 'url')) : [named(root, 'urls')];
  const entries = urls.flatMap((url) => (url ? [entryOf(url)] : []));
  const isOpen =
    entries.some(({ value }) => value === undefined) ||
    entries.length > 1 ||
    endpoints.length > entries.length;
  return isOpen ? UNKNOWN : { entries, isOpen };
}

/** A key of a configuration of .NET, whatever its case. */
const named = (node: Node | undefined, name: string): MapEntry | undefined =>
  entriesOf(node).find(({ key }) => key.text.toLowerCase() === name);

function entryOf({ key, value }: MapEntry): ConfigEntry {
  const place = value.kind === 'scalar' ? placeOfWritten(value) : undefined;
  return {
    flag: { ...wordIn(key.place.file, key.place.span.start, key.place.span.end), text: URLS },
    value: place && wordIn(place.file, place.span.start, place.span.end),
  };
}
