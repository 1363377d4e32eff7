import type { Place } from './index.js';

/** Where the text of a name is: its place without quotes. A YAML or JSON name begins with a quote only if it ends with one. */
export function insideQuotes({ file, span }: Place): Place {
  const isQuoted = /^["']/.test(file.text.slice(span.start, span.end));
  return isQuoted ? { file, span: { start: span.start + 1, end: span.end - 1 } } : { file, span };
}
