import type { ShellToken } from '../shell-scanner.js';
import { reservedText } from './reserved-words.js';
import { placeOfToken, textOf, type TokenCursor } from './token-cursor.js';

/** What no test in `[[` and `]]` contains: the test before it has no end. */
export const endsTest = (token: ShellToken): boolean => token.kind === 'separator' && token.text === ';';

/** Reports what bash refuses in the test that begins with the token `[[` at `start`, and has been read. */
export function checkTest(cursor: TokenCursor, start: number): void {
  const [opener, ...tokens] = cursor.tokens.slice(start, cursor.at);
  const end = tokens.at(-1);
  if (!opener || !end || reservedText(end) !== ']]') {
    if (opener) cursor.report('unclosed', '[[', placeOfToken(opener));
    return;
  }
  // Patterns have parentheses and bars of their own.
  if (
    tokens.some((token) => token.kind === 'group' || (token.kind === 'separator' && !JOINS.has(token.text)))
  )
    return;
  let terms: ShellToken[] = [];
  for (const token of tokens) {
    if (token.kind === 'separator' && token.text === '\n') continue;
    if (token.kind !== 'separator' && token !== end) {
      terms.push(token);
      continue;
    }
    const unexpected = unexpectedIn(terms, token);
    if (unexpected) return cursor.report('unexpected', textOf(unexpected), placeOfToken(unexpected));
    terms = [];
  }
}

const JOINS: ReadonlySet<string> = new Set(['&&', '||', '\n']);

/** What one term between `&&` and `||` has too much, or the token after it where it has too little. */
function unexpectedIn(all: readonly ShellToken[], after: ShellToken): ShellToken | undefined {
  const start = all.findIndex((token) => reservedText(token) !== '!');
  const term = start === -1 ? [] : all.slice(start);
  const [first, second] = term;
  if (!first) return after;
  if (second && isBinary(second)) return term.length < 3 ? after : term[3];
  if (isUnary(first)) return term.length < 2 ? after : term[2];
  return second;
}

const isUnary = (token: ShellToken): boolean => /^-[a-hknoprstuvwxzGLNORS]$/.test(reservedText(token) ?? '');

const isBinary = (token: ShellToken): boolean =>
  token.kind === 'redirection'
    ? token.operator === '<' || token.operator === '>'
    : /^(?:==?|!=|=~|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/.test(reservedText(token) ?? '');
