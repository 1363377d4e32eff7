import { totalsOf } from './counted.js';
import type { LintResult } from './lint-result.js';

/** How many of the findings `--fix` mends, on a line of its own; empty where it mends none. */
export function mendFooter(results: readonly LintResult[]): string {
  const { fixable: safe } = totalsOf(results);
  const unsafe = results
    .flatMap(({ messages }) => messages)
    .filter(({ suggestions, edits }) => suggestions !== undefined || edits?.safe === false).length;
  const parts = [
    ...(safe > 0 ? [`${safe} with --fix`] : []),
    ...(unsafe > 0 ? [`${unsafe}${safe > 0 ? ' more' : ''} with --fix --unsafe-fixes`] : []),
  ];
  return parts.length === 0 ? '' : `  Can be mended: ${parts.join(', ')}\n`;
}
