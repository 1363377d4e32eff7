import type { ShellToken, WordToken } from '../shell-scanner.js';

/** What ends a list of statements: a reserved word, a closing parenthesis, the `;;` of an arm. */
export type End = 'then' | 'elif' | 'else' | 'fi' | 'do' | 'done' | 'esac' | '}' | ')' | ';;';

const ENDS: ReadonlySet<string> = new Set<End>(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']);
const OPENERS: ReadonlySet<string> = new Set([
  ...['if', 'while', 'until', 'for', 'select', 'case', 'function', 'coproc', '{', '!', '[['],
]);

/** The text of a word that may be a reserved one: of a word without quotes and expansions. */
export const reservedText = (token: ShellToken): string | undefined =>
  token.kind === 'word' && isBare(token) ? token.word.text : undefined;

const isBare = ({ word, bare }: WordToken): boolean => bare === word.text.length;

/** Whether a compound command may begin with a token. */
export const isOpener = (token: ShellToken): boolean =>
  (token.kind === 'group' && token.text === '(') || OPENERS.has(reservedText(token) ?? '');

/** What a token may end. */
export function endOf(token: ShellToken): End | undefined {
  if (token.kind === 'group') return token.text === ')' ? ')' : undefined;
  if (token.kind === 'separator') return token.endsArm ? ';;' : undefined;
  const text = reservedText(token);
  return text !== undefined && ENDS.has(text) ? (text as End) : undefined;
}
