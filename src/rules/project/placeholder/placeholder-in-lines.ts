import { placeholderIn } from '../../../knowledge/placeholders/placeholders.js';
import type { Span } from '../../../source/index.js';

/** A comment of a script or of a configuration file of another program. */
const COMMENT = /^\s*(?:#|\/\/|;|--\s|<!--|rem\s)/i;

/** After this a line is a comment. */
const TRAILING_COMMENT = /\s(?:#|\/\/)\s/;

/** A line that mentions placeholders: it says how a program is called, or looks whether one was replaced. */
const SPEAKS_OF_THEM =
  /\busage\b|^\s*(?:if|elif|while|until|\[\[?|test|grep)\s|\b(?:sed|perl|envsubst|awk)\s/i;

const CLOSING_TAG = /<\/[A-Za-z]/;

/** The first placeholder of a text of several lines, outside of comments, in offsets of the text. */
export function placeholderInLines(text: string): Span | undefined {
  const isMarkup = CLOSING_TAG.test(text);
  let start = 0;
  for (const line of text.split('\n')) {
    const found = COMMENT.test(line) || SPEAKS_OF_THEM.test(line) ? undefined : placeholderIn(line);
    const isComment = found && TRAILING_COMMENT.test(line.slice(0, found.start));
    if (found && !isComment && !(isMarkup && line[found.start] === '<'))
      return { start: start + found.start, end: start + found.end };
    start += line.length + 1;
  }
  return undefined;
}
