import { endOfMatch } from '../../util/match-at.js';

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '(': ')' };
const NAME = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;

/**
 * Where the expansion that begins at `start` (a `$` or a backtick) ends: `$NAME`, `${…}`, `$(…)`, `$((…))`, `` `…` ``.
 * Equal to `start` where a `$` stands for itself; the end of the text where nothing closes the expansion.
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

/** Brackets of one kind within another nest; quotes hide theirs only between parentheses, where a command is. */
export function endOfNested(text: string, start: number): number {
  const closers: string[] = [];
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    const innermost = closers.at(-1);
    if (character === '\\') at++;
    else if (character === innermost) {
      closers.pop();
      if (closers.length === 0) return at + 1;
    } else if (character === "'" && innermost === ')') at = endOfQuotes(text, at);
    else if (character === '"' && innermost === ')') closers.push('"');
    else if (character in CLOSERS && (text[at - 1] === '$' || (character === '(' && innermost !== '"')))
      closers.push(CLOSERS[character]!);
  }
  return text.length;
}

const endOfQuotes = (text: string, start: number): number => {
  const end = text.indexOf("'", start + 1);
  return end === -1 ? text.length : end;
};
