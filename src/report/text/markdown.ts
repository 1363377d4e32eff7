import { oneLine, visible } from './one-line.js';

/**
 * A text as code, whatever it holds: one line, because an empty line would end the span, between more backticks than there are
 * in it. Secrets are hidden before: the value of a flag would take the backticks after it along. All code in Markdown is written
 * here.
 * https://spec.commonmark.org/0.31.2/#code-spans
 */
export function markdownCode(text: string): string {
  const line = visible(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  // Of what begins and ends with a space, one is left out at each end.
  const space = longest > 0 || line === '' || (line.startsWith(' ') && line.endsWith(' ')) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** The same in a cell of a table, which a bar would end even in code: there it is prose. */
export const markdownCell = (text: string): string =>
  text.includes('|') ? asProse(visible(text)) : markdownCode(text);

/** A text as prose of one line: it may hold anything a project does. What is between backticks in it stays code. */
export const markdownProse = (text: string): string =>
  oneLine(text)
    .split(/(`[^`|]+`)/)
    .map((part, index) => (index % 2 === 1 ? markdownCode(part.slice(1, -1)) : asProse(part)))
    .join('');

/** No sign means anything, and GitHub makes no links of bare addresses. */
const asProse = (text: string): string =>
  text
    .replace(/[\\*_[\]<>&#|~!@`]/g, '\\$&')
    .replaceAll('://', ':\\//')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`);
