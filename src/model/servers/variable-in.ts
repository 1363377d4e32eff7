import { REFERENCE } from '../../parse/shell/expand-word.js';
import type { Word } from '../../parse/shell/word.js';

/** The variable that a word is, in the text that it comes from; undefined where it is written as it is. */
export function variableIn({ text, place: { file, span } }: Word): string | undefined {
  const written = file.text.slice(span.start, span.end);
  if (written === text && !text.startsWith('$')) return undefined;
  const match = REFERENCE.exec(written) ?? READING.exec(written);
  return match?.[1] ?? match?.[2];
}

/** How programs read a variable: `process.env.PORT`, `os.environ.get("PORT")` or `ENV["PORT"]`. */
const READING =
  /\bprocess\.env\.(\w+)|(?:\bprocess\.env\[|\benviron(?:\[|\.get\()|\bgetenv\(|\bENV(?:\[|\.fetch\())\s*["'](\w+)/;
