import { Lexer } from 'yaml';
import { placeOf, type Problem, type SourceFile } from '../source/index.js';

/** What YAML 1.1 has no place for: control characters, which a binary file or one in UTF-16 is full of. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** Files that macOS writes beside the real ones; zipped and deployed they are read as configuration. */
const APPLE_DOUBLE = /(?:^|\/)\._[^/]*$/;

/** What the lexer yields beside pieces of the text: BOM, document start, end of a broken flow, "a scalar follows". */
const MARKS: ReadonlySet<string> = new Set(['\uFEFF', '\u0002', '\u0018', '\u001f']);

/**
 * A character at which SnakeYAML stops reading and the library behind `parseYaml` does not.
 * @param text the file's text, as the library could read it
 */
export function characterProblem(file: SourceFile, text: string): Problem | undefined {
  const unprintable = file.text.search(UNPRINTABLE);
  if (unprintable !== -1) return problemAt(file, unprintable, unprintableText(file, unprintable));
  const tab = text.includes('\t') ? firstTabBetweenTokens(text) : -1;
  return tab === -1 ? undefined : problemAt(file, tab, tabText(file, tab));
}

const problemAt = (file: SourceFile, at: number, message: string): Problem => ({
  kind: 'syntax',
  at: placeOf(file, at, at + 1),
  message: `Not valid YAML or JSON: ${message}`,
});

function unprintableText({ name, text }: SourceFile, at: number): string {
  const code = text.codePointAt(at)!.toString(16).toUpperCase().padStart(4, '0');
  const advice = APPLE_DOUBLE.test(name)
    ? 'macOS wrote this file beside the real one, so delete it and keep it out of the source bundle.'
    : 'save the file as plain text in UTF-8.';
  return `it holds the control character U+${code}; ${advice}`;
}

function tabText({ text }: SourceFile, at: number): string {
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return before.trim() === ''
    ? 'a tab indents this line; YAML is indented with blanks only.'
    : 'a tab stands here outside of quotes; YAML allows only blanks between keys, colons and values.';
}

/** Behind a plain scalar SnakeYAML takes a tab for a blank; everywhere else between tokens it stops. */
function firstTabBetweenTokens(text: string): number {
  let offset = 0;
  let isScalar = false;
  let wasPlain = false;
  for (const token of new Lexer().lex(text)) {
    if (MARKS.has(token)) {
      isScalar = token === '\u001f';
      continue;
    }
    const tab = isScalar || wasPlain || /[^ \t]/.test(token) ? -1 : token.indexOf('\t');
    if (tab !== -1) return offset + tab;
    wasPlain = isScalar && !/^["']/.test(token);
    isScalar = false;
    offset += token.length;
  }
  return -1;
}
