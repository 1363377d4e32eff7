import { oneLine } from './one-line.js';

/** A text as code. With a bar in it, which would end the cell of a table even there, it is prose. */
export const markdownCode = (text: string): string =>
  text.includes('|') ? escaped(text) : `\`${text.replaceAll('`', "'")}\``;

/** A text as prose of one line: it may hold anything a project does. What is between backticks in it stays code. */
export const markdownProse = (text: string): string =>
  oneLine(text)
    .split(/(`[^`|]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('');

/** No sign means anything, and GitHub makes no links of bare addresses. */
const escaped = (text: string): string =>
  text
    .replace(/[\\*_[\]<>&#|~!@`]/g, '\\$&')
    .replaceAll('://', ':\\//')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`);
