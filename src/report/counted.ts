import type { LintResult } from './lint-result.js';

/** `1 error`, `2 errors`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The errors and warnings of all results. */
export function totalsOf(results: readonly LintResult[]): { errors: number; warnings: number } {
  const totals = { errors: 0, warnings: 0 };
  for (const { errorCount, warningCount } of results) {
    totals.errors += errorCount;
    totals.warnings += warningCount;
  }
  return totals;
}
