import { totalsOf } from './counted.js';
import type { LintResult } from './lint-result.js';

/** How many of the findings `--fix` fixes, as a line; empty where it fixes none. */
export function fixableText(results: readonly LintResult[]): string {
  const { fixable: safe } = totalsOf(results);
  const unsafe = results
    .flatMap(({ messages }) => messages)
    .filter(({ suggestions, edits }) => suggestions !== undefined || edits?.safe === false).length;
  const parts = [
    ...(safe > 0 ? [`${safe} with --fix`] : []),
    ...(unsafe > 0 ? [`${unsafe}${safe > 0 ? ' more' : ''} with --fix --unsafe-fixes`] : []),
  ];
  return parts.length === 0 ? '' : `Fixable: ${parts.join(', ')}\n`;
}
