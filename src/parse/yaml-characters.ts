import { Lexer } from 'yaml';
import { placeOf, type Problem, type SourceFile, type Span } from '../source/index.js';

/** What YAML 1.1 has no place for: control characters, which a binary file or one in UTF-16 is full of. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** Blanks to the eye, letters to YAML: what a web page or a word processor leaves behind. */
const NO_BREAK_BLANKS = /^[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+/;

/** UTF-16 that was read as UTF-8: a mark of two unreadable bytes, or every second character is U+0000. */
const UTF_16 = /^(?:\ufffd\ufffd|.?\0[^\0])/s;

/** What the lexer yields beside pieces of the text: BOM, document start, end of a broken flow, "a scalar follows". */
const MARKS: ReadonlySet<string> = new Set(['\uFEFF', '\u0002', '\u0018', '\u001f']);

/**
 * A character at which SnakeYAML stops reading and the library behind `parseYaml` does not, or with which the text means
 * something else than it seems to.
 * @param text the file's text, as the library could read it
 */
export function characterProblem(file: SourceFile, text: string): Problem | undefined {
  const unprintable = file.text.search(UNPRINTABLE);
  if (unprintable !== -1)
    return {
      kind: 'encoding',
      at: placeOf(file, unprintable, unprintable + 1),
      message: unprintableText(file),
    };
  const tab = text.includes('\t') ? firstTabBetweenTokens(text) : undefined;
  const blank = MAY_HOLD_NO_BREAK_BLANK.test(text) ? firstNoBreakBlank(text) : undefined;
  return tab && !(blank && blank.start < tab.start)
    ? tabProblem(file, tab)
    : blank && blankProblem(file, blank);
}

const MAY_HOLD_NO_BREAK_BLANK = /[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]/;

function unprintableText({ text }: SourceFile): string {
  const isUtf16 = UTF_16.test(text);
  const code = text.codePointAt(text.search(UNPRINTABLE))!.toString(16).toUpperCase().padStart(4, '0');
  const fault = isUtf16 ? 'the file is saved as UTF-16' : `it holds the control character U+${code}`;
  return `Not valid YAML or JSON: ${fault}; save it as plain text in UTF-8.`;
}

function blankProblem(file: SourceFile, { start, end }: Span): Problem {
  const code = file.text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
  return {
    kind: 'encoding',
    at: placeOf(file, start, end),
    message: `This line is indented with U+${code}, which looks like a blank and is a letter to YAML; put ordinary blanks in its place.`,
  };
}

const tabProblem = (file: SourceFile, { start, end }: Span): Problem => ({
  kind: 'syntax',
  at: placeOf(file, start, end),
  message: `Not valid YAML or JSON: ${tabText(file, start)}`,
});

function tabText({ text }: SourceFile, at: number): string {
  const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return before.trim() === ''
    ? 'a tab indents this line; YAML is indented with blanks only.'
    : 'a tab stands here outside of quotes; YAML allows only blanks between keys, colons and values.';
}

/** Behind a plain scalar SnakeYAML takes a tab for a blank; everywhere else between tokens it stops. */
function firstTabBetweenTokens(text: string): Span | undefined {
  let wasPlain = false;
  for (const { start, source, isScalar } of tokensOf(text)) {
    const tab = isScalar || wasPlain || /[^ \t]/.test(source) ? -1 : source.indexOf('\t');
    if (tab !== -1) return { start: start + tab, end: start + tab + 1 };
    wasPlain = isScalar && !/^["']/.test(source);
  }
  return undefined;
}

/** Where a scalar without quotes begins with such blanks, and nothing but blanks and dashes stands before it on its line. */
function firstNoBreakBlank(text: string): Span | undefined {
  for (const { start, source, isScalar } of tokensOf(text)) {
    const [blanks] = (isScalar && NO_BREAK_BLANKS.exec(source)) || [];
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (blanks && /^[ -]*$/.test(text.slice(lineStart, start))) return { start, end: start + blanks.length };
  }
  return undefined;
}

interface Token {
  readonly start: number;
  readonly source: string;
  readonly isScalar: boolean;
}

function* tokensOf(text: string): Generator<Token> {
  let start = 0;
  let isScalar = false;
  for (const source of new Lexer().lex(text)) {
    if (MARKS.has(source)) {
      isScalar = source === '\u001f';
      continue;
    }
    yield { start, source, isScalar };
    isScalar = false;
    start += source.length;
  }
}
