import { CST } from 'yaml';
import { withLineFeeds } from '../scalar-text.js';

/** An escaped line break between double quotes, with an empty line after it. */
const KEPT_BREAK = /\\\r?\n[ \t\r]*\n/;

/** An escape between double quotes: of a line break, with the empty lines after it, or of a character. */
const ESCAPES = /\\(?:\r?\n((?:[ \t\r]*\n)+)[ \t]*|[^])/g;

/**
 * What is between double quotes to SnakeYAML, which keeps the empty lines after an escaped line break; the library makes
 * spaces of them. Undefined where there are none.
 */
export function withKeptBreaks(quoted: string): string | undefined {
  const source = withLineFeeds(quoted);
  if (!KEPT_BREAK.test(source)) return undefined;
  let text = '';
  let from = 1;
  for (const { index, 0: escape, 1: lines } of source.matchAll(ESCAPES)) {
    if (lines === undefined) continue;
    text += unquoted(source.slice(from, index)) + lines.replace(/[ \t\r]/g, '');
    from = index + escape.length;
  }
  return text + unquoted(source.slice(from, -1));
}

const unquoted = (inner: string): string =>
  CST.resolveAsScalar({ type: 'double-quoted-scalar', offset: 0, indent: 0, source: `"${inner}"` }).value;
