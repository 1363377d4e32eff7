import type { LintResult, Silence } from '../report/lint-result/lint-result.js';
import { visible } from '../report/text/one-line.js';
import { relativePath } from '../util/paths.js';

/** What rules held back, file by file: the place, what would have been reported there, and why it was not. */
export function silenceText(results: readonly LintResult[], cwd: string): string {
  const lines = results.flatMap(({ filePath, silences = [] }) =>
    silences.map((silence) => linesOf(silence, filePath, cwd)),
  );
  return lines.length === 0 ? 'No rule held anything back.\n' : lines.join('\n');
}

function linesOf(
  { ruleId, message, reason, line, column, reasonLocation }: Silence,
  path: string,
  cwd: string,
): string {
  const placeOf = (file: string, at: string): string => `${visible(relativePath(cwd, file))}:${at}`;
  const where = reasonLocation
    ? ` (${placeOf(reasonLocation.filePath, `${reasonLocation.line}:${reasonLocation.column}`)})`
    : '';
  return `${placeOf(path, `${line}:${column}`)} ${ruleId} is silent
  It would say: ${visible(message)}
  It is silent because ${visible(reason)}${where}
`;
}
