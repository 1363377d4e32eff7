import { holdsCommand } from '../report/text/build-commands.js';

/**
 * A diff that says the same, and of which no build service obeys a line: a line around the change that would be a command
 * goes out and comes in again, after `-` and `+`.
 * @returns undefined where that is not enough: a command within a line would stay one
 */
export function patchForLog(diff: string): string | undefined {
  const lines = diff.split(/(?<=\n)/);
  const written = lines.map((line, index) => rewritten(line, lines[index + 1])).join('');
  return holdsCommand(written) ? undefined : written;
}

/** `\ No newline at end of file` belongs to the line before it, and so to both. */
function rewritten(line: string, next = ''): string {
  if (!line.startsWith(' ') || !holdsCommand(line)) return line;
  const mark = next.startsWith('\\') ? next : '';
  return `-${line.slice(1)}${mark}+${line.slice(1)}`;
}
