import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/once-per.js';
import { matchAt } from '../../util/match-at.js';
import type { Word } from '../shell/word.js';
import { joinWords, wordIn, type ServerConfig } from './config-entry.js';
import { listenCalls, sourceReader, type ProgramSource } from './program-source.js';

/** `http.ListenAndServe(…`, `net.Listen("tcp", …`, `http.Server{Addr: …`, and what frameworks call it: `router.Run(…`. */
const OPENS_PORT =
  /\bListenAndServe(?:TLS)?\(\s*(?=[^\s)])|\b(?:net|tls)\.Listen\(\s*"tcp[46]?"\s*,\s*|\bhttp\.Server\s*\{[^{}]{0,500}?\bAddr:\s*|(?<!\b(?:net|tls))\.(?:Run|RunTLS|Start|StartTLS|Listen)\(\s*(?=[^\s)])/g;
/** Other code that opens a port, or gets a socket from elsewhere; gin takes a port of its own where it is given none. */
const OPENS_ELSEWHERE = /\bListenConfig\b|\bFileListener\b|\bautotls\b|\bautocert\b|\bendless\b|\.Run\(\s*\)/;

/**
 * Reads on which port the main package of a Go application listens, as far as it says so with literals.
 * https://pkg.go.dev/net/http#ListenAndServe
 */
export function readGoSource(file: SourceFile): ServerConfig {
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
