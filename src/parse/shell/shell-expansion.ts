import { endOfMatch, matchAt } from '../../util/text.js';

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '(': ')' };
const NAME = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;

/**
 * Where the expansion that begins at `start` (a `$` or a backtick) ends: `$NAME`, `${…}`, `$(…)`, `$((…))`, `` `…` ``.
 * Equal to `start` where a `$` is literal; the end of the text where nothing closes the expansion.
 */
export function endOfExpansion(text: string, start: number): number {
  if (text[start] === '`') return endOfBackticks(text, start + 1);
  const opener = text[start + 1];
  if (opener === '{' || opener === '(') return endOfNested(text, start + 1);
  return endOfMatch(NAME, text, start + 1) ?? start;
}

/** Whether an expansion that ends at `end` is closed; an open one takes the rest of the text. */
export function isClosedExpansion(text: string, start: number, end: number): boolean {
  if (end < text.length || end === start) return true;
  const opener = text[start] === '`' ? '`' : text[start + 1];
  if (opener === '`') return end - start > 1 && text.endsWith('`');
  const closer = opener && CLOSERS[opener];
  return closer === undefined || endOfNested(`${text}${closer}`, start + 1) === end;
}

function endOfBackticks(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at + 1;
  }
  return text.length;
}

/**
 * Brackets of one kind within another nest, and double quotes hide theirs; only between parentheses, where commands are, do
 * single quotes, comments and here-documents as well, and close those of a `case` a pattern.
 */
export function endOfNested(text: string, start: number): number {
  const closers: string[] = [];
  let awaited: AwaitedDocument | undefined;
  let mayAwait = true;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    const innermost = closers.at(-1);
    const isInCommand = innermost === ')' || innermost === ESAC;
    if (character === '\\') at++;
    else if (character === innermost) {
      closers.pop();
      if (closers.length === 0) return at + 1;
    } else if (character === "'" && isInCommand) at = endOfQuotes(text, at);
    else if (character === '"' && (isInCommand || innermost === '}')) closers.push('"');
    else if (character in CLOSERS && (text[at - 1] === '$' || (character === '(' && innermost !== '"')))
      closers.push(CLOSERS[character]!);
    else if (!isInCommand) continue;
    else if (character === '\n') {
      const end = awaited?.depth === closers.length ? endOfDocument(text, at, awaited.word) : undefined;
      mayAwait &&= awaited === undefined || end !== undefined;
      at = end ?? at;
      awaited = undefined;
    } else if (character === '<') {
      const [whole = '<', , quoted, bare] = matchAt(HERE_DOCUMENT, text, at) ?? [];
      const word = quoted ?? bare;
      if (word !== undefined && mayAwait) awaited ??= { word, depth: closers.length };
      at += whole.length - 1;
    } else if (!/[\s;|&({]/.test(text[at - 1] ?? '')) continue;
    else if (character === '#') at = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at) - 1;
    else if (character === 'c' && matchAt(CASE, text, at) && mayBeginCommand(text, at)) closers.push(ESAC);
    else if (innermost === ESAC && matchAt(END_OF_CASE, text, at)) closers.pop();
  }
  return text.length;
}

/** What closes a `case`, in place of a bracket. */
const ESAC = 'esac';
const CASE = /case\s[^;\n]{1,200}?\sin(?=\s)/y;
const END_OF_CASE = /esac\b/y;

/** Whether a word is where the name of a program would be, and not one of its arguments. */
const mayBeginCommand = (text: string, at: number): boolean =>
  BEFORE_COMMAND.test(text.slice(Math.max(0, at - 100), at));

const BEFORE_COMMAND = /(?:[\n(){;|&!`]|\b(?:do|elif|else|if|then|time|until|while))[ \t]*$/;

/** A here-document that begins after the end of the line. */
interface AwaitedDocument {
  readonly word: string;
  /** How many brackets were open: a shift in a calculation looks the same. */
  readonly depth: number;
}

const HERE_DOCUMENT = /<<<|<<-?[ \t]*(?:(["'])([^"'\n]+)\1|\\?([A-Za-z_][\w-]*))/y;

/** The last character of a here-document after the end of a line; undefined where nothing ends it. */
function endOfDocument(text: string, newline: number, word: string): number | undefined {
  for (let at = newline; at >= 0; at = text.indexOf('\n', at + 1)) {
    const next = text.indexOf('\n', at + 1);
    const line = text.slice(at + 1, next < 0 ? text.length : next);
    if (line.replace(/^\t+|\r$/g, '') === word) return next < 0 ? text.length : next - 1;
    if (next < 0) break;
  }
  return undefined;
}

const endOfQuotes = (text: string, start: number): number => {
  const end = text.indexOf("'", start + 1);
  return end === -1 ? text.length : end;
};
