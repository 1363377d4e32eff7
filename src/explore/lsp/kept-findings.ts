import type * as lsp from 'vscode-languageserver-protocol';
import type { RuleId } from '../../rules/rule.js';

/** A text with what is shown in it. */
interface Shown {
  readonly text: string;
  readonly diagnostics: readonly lsp.Diagnostic[];
}

const SYNTAX_ERROR: RuleId = 'config/syntax-error';

/** Whether a file cannot be read as a whole, as while a key of it is half typed. */
export const isBroken = (diagnostics: readonly lsp.Diagnostic[]): boolean =>
  diagnostics.some(({ code }) => code === SYNTAX_ERROR);

/**
 * What was shown before, and is not found while a file of the project is half typed: each in its line as it is now. What was in the lines
 * that have changed is gone.
 */
export function keptFindings(before: Shown, now: Shown): lsp.Diagnostic[] {
  const [old, lines] = [before.text.split('\n'), now.text.split('\n')];
  const shorter = Math.min(old.length, lines.length);
  let same = 0;
  while (same < shorter && old[same] === lines[same]) same++;
  let sameAtEnd = 0;
  while (sameAtEnd < shorter - same && old.at(-1 - sameAtEnd) === lines.at(-1 - sameAtEnd)) sameAtEnd++;
  const shift = lines.length - old.length;
  const found = new Set(now.diagnostics.map(keyOf));
  return before.diagnostics.flatMap((diagnostic) => {
    const { start, end } = diagnostic.range;
    if (diagnostic.code === SYNTAX_ERROR || found.has(keyOf(diagnostic))) return [];
    if (end.line < same) return [diagnostic];
    if (start.line < old.length - sameAtEnd) return [];
    const moved = (at: lsp.Position): lsp.Position => ({ ...at, line: at.line + shift });
    return [{ ...diagnostic, range: { start: moved(start), end: moved(end) } }];
  });
}

const keyOf = ({ code, message }: lsp.Diagnostic): string => `${code ?? ''}\n${message}`;
