import { codePoint } from '../../../knowledge/look-alikes.js';
import { placeOf, type Replacement, type SourceFile, type Span } from '../../../source/index.js';
import type { CharacterProblem, SyntaxProblem } from '../../problem.js';
import { lineBefore, noBreakSpaces, tabsBetweenTokens } from '../library/yaml-tokens.js';

/** What YAML 1.1 has no place for: control characters, which a binary file or one in UTF-16 is full of. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/**
 * A character at which SnakeYAML stops reading, unlike the library that `parseYaml` uses, or with which the text means
 * something else than it seems to.
 * @param text the file's text, as the library could read it
 */
export function characterProblem(
  file: SourceFile,
  text: string,
): CharacterProblem | SyntaxProblem | undefined {
  const unprintable = file.text.search(UNPRINTABLE);
  if (unprintable !== -1)
    return {
      kind: 'encoding',
      at: placeOf(file, unprintable, unprintable + 1),
      fault: unprintableFault(file),
    };
  const [tab] = tabsBetweenTokens(text);
  const [space] = noBreakSpaces(text);
  return tab && !(space && space.start < tab.start)
    ? tabProblem(file, tab)
    : space && spaceProblem(file, space);
}

function unprintableFault({ text, isUtf16 }: SourceFile): CharacterProblem['fault'] {
  return isUtf16
    ? { code: 'utf-16' }
    : { code: 'control-character', character: codePoint(text.slice(text.search(UNPRINTABLE))) };
}

const AFTER = { ':': 'after a colon', '-': 'after a hyphen' } as const;

function spaceProblem(file: SourceFile, { start, end }: Span): CharacterProblem {
  const before = lineBefore(file.text, start).at(-1);
  const where = before === ':' || before === '-' ? AFTER[before] : 'in the indentation';
  return {
    kind: 'encoding',
    at: placeOf(file, start, end),
    fault: { code: 'irregular-whitespace', character: codePoint(file.text.slice(start, end)), where },
    repair: spacesForIrregularWhitespace(file.text),
  };
}

function tabProblem(file: SourceFile, { start, end }: Span): SyntaxProblem {
  const repair = spacesForTabs(file.text);
  const isIndentation = lineBefore(file.text, start).trim() === '';
  return {
    kind: 'syntax',
    at: placeOf(file, start, end),
    fault: { code: isIndentation ? 'tab-indentation' : 'tab-between-tokens' },
    ...(repair && { repair }),
  };
}

/** How wide irregular whitespace looks: all other characters are as wide as a space. */
const WIDTHS: Readonly<Record<string, string>> = { '\u200b': '', '\ufeff': '', '\u3000': '  ' };

/** Spaces in place of whitespace that YAML reads as letters: lines begin where they seem to begin. */
export const spacesForIrregularWhitespace = (text: string): Replacement[] =>
  [...noBreakSpaces(text)].map((span) => ({
    span,
    text: [...text.slice(span.start, span.end)].map((character) => WIDTHS[character] ?? ' ').join(''),
  }));

/**
 * Spaces in place of the tabs between tokens. How many spaces a tab of an indentation is worth is certain only where
 * nothing but tabs indents the file, and where no text keeps its indentation.
 */
export function spacesForTabs(text: string): Replacement[] | undefined {
  const tabs = [...tabsBetweenTokens(text)];
  const inner = tabs.filter(({ start }) => lineBefore(text, start).trim() !== '');
  const replacements = inner.map((span) => ({ span, text: ' ' }));
  if (inner.length === tabs.length) return replacements;
  return isIndentedByTabsOnly(text) && !HAS_BLOCK_TEXT.test(text)
    ? [...replacements, ...spacesForIndentation(text)]
    : undefined;
}

const isIndentedByTabsOnly = (text: string): boolean => !/^\t* /m.test(text);

const HAS_BLOCK_TEXT = /[|>][-+\d]*[ \t]*(?:#.*)?$/m;

const spacesForIndentation = (text: string): Replacement[] =>
  [...text.matchAll(/^\t+/gm)].map(({ index, 0: tabs }) => ({
    span: { start: index, end: index + tabs.length },
    text: '  '.repeat(tabs.length),
  }));
