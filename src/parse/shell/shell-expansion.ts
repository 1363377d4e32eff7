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
  if (opener === "'" || opener === '"') return start + 1;
  NAME.lastIndex = start + 1;
  return NAME.test(text) ? NAME.lastIndex : start;
}

function endOfBackticks(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at + 1;
  }
  return text.length;
}

/** Brackets of one kind within another nest; quotes hide theirs only between parentheses, where a command stands. */
function endOfNested(text: string, start: number): number {
  const closers: string[] = [];
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\') at++;
    else if (character === closers.at(-1)) {
      closers.pop();
      if (closers.length === 0) return at + 1;
    } else if (character === "'" && closers.at(-1) === ')') at = endOfQuotes(text, at);
    else if (character === '(' || (character === '{' && text[at - 1] === '$'))
      closers.push(CLOSERS[character]!);
  }
  return text.length;
}

const endOfQuotes = (text: string, start: number): number => {
  const end = text.indexOf("'", start + 1);
  return end === -1 ? text.length : end;
};
