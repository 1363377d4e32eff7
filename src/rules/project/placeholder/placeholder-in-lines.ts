import { placeholderIn } from '../../../knowledge/placeholders/placeholders.js';
import type { Span } from '../../../source/index.js';
import { MAX_PRINTED_CHARACTERS } from '../../../knowledge/limits.js';

/** A comment of a script or of a configuration file of another program. */
const COMMENT = /^\s*(?:#|\/\/|;|--\s|<!--|rem\s)/i;

/** After this a line is a comment. */
const TRAILING_COMMENT = /\s(?:#|\/\/)\s/;

/** A line that mentions placeholders: it looks whether one was replaced, replaces it, or says that something is missing. */
const SPEAKS_OF_THEM =
  /^\s*(?:if|elif|while|until|case|\[\[?|test|grep)\s|^[^()\n]{1,100}\)\s|\b(?:sed|perl|envsubst|awk)\b\s|replace\(|\$\{\w{1,80}(?:\/|:?\?)/i;

/** Programs that only print something. */
const PRINTS = /(?:^|[{;&|(])\s*["']?(?:echo|printf|logger)\s/;

const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'/g;

/** Whether a line prints something to nobody but the reader of a log: not to a file, and not to another program. */
function isPrinted(line: string): boolean {
  const at = line.length > MAX_PRINTED_CHARACTERS ? -1 : line.search(PRINTS);
  if (at === -1) return false;
  const rest = line
    .slice(at + 1)
    .replace(QUOTED, '')
    .replace(/\d?>&\d/g, '');
  return !/^[^;&|]*(?:>|\|(?!\|))/.test(rest);
}

/** The first line of a text on how a script is called, and the end of such a text. */
const BEGINS_HELP = /\b(?:usage|synopsis)\b|\$\{?0\b[^\n]*[<[]/i;
const ENDS_HELP = /^\s*(?:\}|\w+)\s*$/;

const CLOSING_TAG = /<\/[A-Za-z]/;

/** The first placeholder of a text of several lines, outside of comments, in offsets of the text. */
export function placeholderInLines(text: string): Span | undefined {
  const lines = text.split('\n');
  // Most texts have none: what their lines are does not matter then.
  if (!lines.some((line) => !COMMENT.test(line) && placeholderIn(line))) return undefined;
  const isMarkup = CLOSING_TAG.test(text);
  let start = 0;
  let isHelp = false;
  for (const line of lines) {
    isHelp = BEGINS_HELP.test(line) || (isHelp && !ENDS_HELP.test(line));
    const isText = isHelp || COMMENT.test(line) || SPEAKS_OF_THEM.test(line);
    const found = isText || isPrinted(line) ? undefined : placeholderIn(line);
    const isComment = found && TRAILING_COMMENT.test(line.slice(0, found.start));
    if (found && !isComment && !(isMarkup && line[found.start] === '<'))
      return { start: start + found.start, end: start + found.end };
    start += line.length + 1;
  }
  return undefined;
}
