import type { Replacement } from '../../../source/index.js';
import { lineBefore, noBreakBlanks, tabsBetweenTokens } from '../library/yaml-tokens.js';

/** How wide irregular whitespace looks: all other characters are as wide as a space. */
const WIDTHS: Readonly<Record<string, string>> = { '\u200b': '', '\ufeff': '', '\u3000': '  ' };

/** Spaces in place of whitespace that YAML reads as letters: lines begin where they seem to begin. */
export const spacesForIrregularWhitespace = (text: string): Replacement[] =>
  [...noBreakBlanks(text)].map((span) => ({
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
