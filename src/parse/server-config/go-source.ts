import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/once-per.js';
import { matchAt } from '../../util/match-at.js';
import type { Word } from '../shell/word.js';
import { joinWords, wordIn, type ConfigEntry, type ServerConfig } from './config-entry.js';

/** `http.ListenAndServe(…`, `net.Listen("tcp", …`, `http.Server{Addr: …`, and what frameworks call it: `router.Run(…`. */
const OPENS_PORT =
  /\bListenAndServe(?:TLS)?\(\s*(?=[^\s)])|\b(?:net|tls)\.Listen\(\s*"tcp[46]?"\s*,\s*|\bhttp\.Server\s*\{[^{}]{0,500}?\bAddr:\s*|(?<!\b(?:net|tls))\.(?:Run|RunTLS|Start|StartTLS|Listen)\(\s*(?=[^\s)])/g;
/** Other code that opens a port, or gets a socket from elsewhere; gin takes a port of its own where it is given none. */
const OPENS_ELSEWHERE = /\bListenConfig\b|\bFileListener\b|\bautotls\b|\bautocert\b|\bendless\b|\.Run\(\s*\)/;
/** See docs/limits.md: for each call the whole source is searched for a name. */
const MAX_CALLS = 10;

/**
 * Reads on which port the main package of a Go application listens, as far as it says so with literals.
 * https://pkg.go.dev/net/http#ListenAndServe
 */
export function readGoSource(file: SourceFile): ServerConfig {
  const code = codeOf(file);
  const calls = [...code.text.matchAll(OPENS_PORT)];
  const entries = calls.slice(0, MAX_CALLS).map((call): ConfigEntry => {
    const at = call.index + call[0].length;
    return {
      flag: { ...wordIn(file, call.index, at), text: '--listen' },
      value: asAddress(addressAt(code, file, at)),
    };
  });
  const isOpen =
    calls.length > MAX_CALLS ||
    entries.some(({ value }) => value === undefined) ||
    OPENS_ELSEWHERE.test(code.text) ||
    !/^package\s+main\b/m.test(code.text);
  return { entries, isOpen };
}

const COMMENT_OR_TEXT =
  /\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|"(?:[^"\\\n]|\\.)*"?|`[^`]*`?|'(?:[^'\\\n]|\\.)*'?/g;

/** A source with spaces in the place of its comments. */
const codeOf = oncePer((file: SourceFile) => ({
  text: file.text.replace(COMMENT_OR_TEXT, (part) =>
    part.startsWith('/') ? part.replace(/[^\n]/g, ' ') : part,
  ),
}));

/** Other types have methods of the same names, which take something else. */
const asAddress = (word: Word | undefined): Word | undefined =>
  word && /^[^\s/]*:\d{1,5}$/.test(word.text) ? word : undefined;

type Code = ReturnType<typeof codeOf>;

const TEXT = /"([^"\\\n]*)"|`([^`\\\n]*)`/y;
const JOINED = /("[^"\\\n]*:")\s*\+\s*/y;
const NAME = /\*?([A-Za-z_]\w*)(?=\s*[,)}\n])/y;

/** A text, a name that is one, or `":" + name`. */
function addressAt(code: Code, file: SourceFile, at: number): Word | undefined {
  const joined = matchAt(JOINED, code.text, at);
  if (!joined) return textAt(code, file, at) ?? textOfName(code, file, at);
  const start = at + joined[0].length;
  const port = textOfName(code, file, start);
  return port && joinWords([wordIn(file, at + 1, at + (joined[1] ?? '').length - 1), port]);
}

function textAt(code: Code, file: SourceFile, at: number): Word | undefined {
  const match = matchAt(TEXT, code.text, at);
  const end = at + (match?.[0].length ?? 0);
  return match && /^\s*[,)}\n]/.test(code.text.slice(end, end + 100))
    ? wordIn(file, at + 1, end - 1)
    : undefined;
}

function textOfName(code: Code, file: SourceFile, at: number): Word | undefined {
  const [, name] = matchAt(NAME, code.text, at) ?? [];
  const start = name === undefined ? undefined : startsOfTexts(code).get(name);
  const match = start === undefined ? undefined : matchAt(TEXT, code.text, start);
  return match && start !== undefined ? wordIn(file, start + 1, start + match[0].length - 1) : undefined;
}

/** A value of a name, the default of a flag included: EB starts the application without arguments. */
const ASSIGNMENT =
  /(?<![\w.])([A-Za-z_]\w*)(?:[ \t]+string)?[ \t]*:?=(?!=)[ \t]*(flag\.String\([ \t]*"[^"\n]*"[ \t]*,[ \t]*)?|&([A-Za-z_]\w*)/g;

/** Where the text begins that a name has once and for all. */
const startsOfTexts = oncePer((code: Code): ReadonlyMap<string, number | undefined> => {
  const starts = new Map<string, number | undefined>();
  for (const { 0: whole, 1: name, 3: changed, index } of code.text.matchAll(ASSIGNMENT)) {
    const own = name ?? changed ?? '';
    starts.set(own, name === undefined || starts.has(own) ? undefined : index + whole.length);
  }
  return starts;
});
