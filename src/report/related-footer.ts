import type { Paint } from './ansi.js';
import type { LintResult } from './lint-result.js';
import { visible } from './one-line.js';
import { relativePath } from './relative-path.js';
import { widest } from './widest.js';

interface Row {
  /** The place of the message; empty in all rows of a message but its first. */
  readonly from: string;
  readonly word: 'see' | 'and';
  readonly to: string;
  readonly note: string;
}

/**
 * Where the other end of each message is, in the order of the results; empty where no message has one:
 *
 *     Procfile:2:34  see .ebextensions/01.config:15:9  process websocket has Port 5000
 *                    and .ebextensions/02.config:7:9   overridden here
 */
export function relatedFooter(results: readonly LintResult[], cwd: string, paint: Paint): string {
  const rows = rowsOf(results, cwd);
  if (rows.length === 0) return '';
  const width = { from: widest(rows.map(({ from }) => from)), to: widest(rows.map(({ to }) => to)) };
  const lines = rows.map(({ from, word, to, note }) => {
    const start = paint('dim', `${from.padEnd(width.from)}  ${word}`);
    return `  ${start} ${paint('underline', to)}${' '.repeat(width.to - to.length)}  ${note}`;
  });
  return `\n${lines.join('\n')}\n`;
}

function rowsOf(results: readonly LintResult[], cwd: string): Row[] {
  const nameOf = (filePath: string, { line, column }: { line: number; column: number }) =>
    `${visible(relativePath(cwd, filePath))}:${line}:${column}`;
  return results.flatMap(({ filePath, messages }) =>
    messages.flatMap((message) =>
      (message.relatedLocations ?? []).map((related, index) => ({
        from: index === 0 ? nameOf(filePath, message) : '',
        word: index === 0 ? ('see' as const) : ('and' as const),
        to: nameOf(related.filePath, related),
        note: related.message,
      })),
    ),
  );
}
