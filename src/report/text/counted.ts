import type { FormatContext } from '../formatter.js';
import type { LintResult } from '../lint-result/lint-result.js';
import type { Paint } from './ansi.js';

/** `1 error`, `2 errors`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `1 error and 2 warnings`; empty where there are none. */
export const problemsText = (
  { errors, warnings }: { readonly errors: number; readonly warnings: number },
  paint: Paint = (_, text) => text,
): string =>
  [
    ...(errors > 0 ? [paint('red', counted(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint('yellow', counted(warnings, 'warning'))] : []),
  ].join(' and ');

/** `1 project (2 files checked)`. */
export const scopeText = ({ checked: { projects, files } }: Pick<FormatContext, 'checked'>): string =>
  `${counted(projects, 'project')} (${counted(files, 'file')} checked)`;

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
