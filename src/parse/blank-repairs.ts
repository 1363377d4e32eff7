import type { Replacement } from '../source/index.js';
import { lineBefore, noBreakBlanks, tabsBetweenTokens } from './yaml-tokens.js';

/** How wide a blank looks: all others are as wide as an ordinary one. */
const WIDTHS: Readonly<Record<string, string>> = { '\u200b': '', '\ufeff': '', '\u3000': '  ' };

/** Ordinary blanks in place of those that YAML takes for letters: the lines stay where they seem to stand. */
export const blanksForNoBreakBlanks = (text: string): Replacement[] =>
  [...noBreakBlanks(text)].map((span) => ({
    span,
    text: [...text.slice(span.start, span.end)].map((blank) => WIDTHS[blank] ?? ' ').join(''),
  }));

/**
 * Blanks in place of the tabs that stand between tokens. How many blanks a tab of an indentation stands for is certain
 * only where tabs alone indent the file, and where no text keeps its indentation.
 */
export function blanksForTabs(text: string): Replacement[] | undefined {
  const tabs = [...tabsBetweenTokens(text)];
  const inner = tabs.filter(({ start }) => lineBefore(text, start).trim() !== '');
  const replacements = inner.map((span) => ({ span, text: ' ' }));
  if (inner.length === tabs.length) return replacements;
  return isIndentedByTabsAlone(text) && !HAS_BLOCK_TEXT.test(text)
    ? [...replacements, ...blanksForIndentation(text)]
    : undefined;
}

const isIndentedByTabsAlone = (text: string): boolean => !/^\t* /m.test(text);

const HAS_BLOCK_TEXT = /[|>][-+\d]*[ \t]*(?:#.*)?$/m;

const blanksForIndentation = (text: string): Replacement[] =>
  [...text.matchAll(/^\t+/gm)].map(({ index, 0: tabs }) => ({
    span: { start: index, end: index + tabs.length },
    text: '  '.repeat(tabs.length),
  }));
