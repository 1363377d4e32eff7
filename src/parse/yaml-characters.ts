import { placeOf, type Problem, type SourceFile, type Span } from '../source/index.js';
import { blanksForNoBreakBlanks, blanksForTabs } from './blank-repairs.js';
import { lineBefore, noBreakBlanks, tabsBetweenTokens } from './yaml-tokens.js';

/** What YAML 1.1 has no place for: control characters, which a binary file or one in UTF-16 is full of. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** UTF-16 that was read as UTF-8: a mark of two unreadable bytes, or every second character is U+0000. */
const UTF_16 = /^(?:\ufffd\ufffd|.?\0[^\0])/s;

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
  const [tab] = tabsBetweenTokens(text);
  const [blank] = noBreakBlanks(text);
  return tab && !(blank && blank.start < tab.start)
    ? tabProblem(file, tab)
    : blank && blankProblem(file, blank);
}

function unprintableText({ text }: SourceFile): string {
  const isUtf16 = UTF_16.test(text);
  const code = text.codePointAt(text.search(UNPRINTABLE))!.toString(16).toUpperCase().padStart(4, '0');
  const fault = isUtf16 ? 'the file is saved as UTF-16' : `it holds the control character U+${code}`;
  return `Not valid YAML or JSON: ${fault}; save it as plain text in UTF-8.`;
}

const WHERE_BLANKS_STAND: Readonly<Record<string, string>> = {
  ':': 'Behind this colon stands',
  '-': 'Behind this hyphen stands',
};

function blankProblem(file: SourceFile, { start, end }: Span): Problem {
  const code = file.text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
  const where = WHERE_BLANKS_STAND[lineBefore(file.text, start).at(-1) ?? ''] ?? 'This line is indented with';
  return {
    kind: 'encoding',
    at: placeOf(file, start, end),
    message: `${where} U+${code}, which looks like a blank and is a letter to YAML; put ordinary blanks in its place.`,
    repair: blanksForNoBreakBlanks(file.text),
  };
}

function tabProblem(file: SourceFile, { start, end }: Span): Problem {
  const repair = blanksForTabs(file.text);
  return {
    kind: 'syntax',
    at: placeOf(file, start, end),
    message: `Not valid YAML or JSON: ${tabText(file, start)}`,
    ...(repair && { repair }),
  };
}

function tabText({ text }: SourceFile, at: number): string {
  return lineBefore(text, at).trim() === ''
    ? 'a tab indents this line; YAML is indented with blanks only.'
    : 'a tab stands here outside of quotes; YAML allows only blanks between keys, colons and values.';
}
