import type { LintResult } from '../lint-result/lint-result.js';

/** `1 error`, `2 errors`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The errors and warnings of all results, and how many of them a safe fix fixes. */
export function totalsOf(results: readonly LintResult[]): {
  errors: number;
  warnings: number;
  fixable: number;
} {
  const totals = { errors: 0, warnings: 0, fixable: 0 };
  for (const { errorCount, warningCount, fixableErrorCount, fixableWarningCount } of results) {
    totals.errors += errorCount;
    totals.warnings += warningCount;
    totals.fixable += fixableErrorCount + fixableWarningCount;
  }
  return totals;
}
