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

/** `1 project (2 files checked)`; of several `2 of 3 projects (9 files checked)`, where not all of them have findings. */
export function scopeText(
  results: readonly LintResult[],
  { checked: { projects, files }, projectRoots }: Pick<FormatContext, 'checked' | 'projectRoots'>,
): string {
  const roots = new Set(projectRoots);
  const found = new Set(
    results.flatMap(({ filePath, messages }) => (messages.length > 0 ? [projectOf(filePath, roots)] : [])),
  );
  found.delete('');
  const some = found.size > 0 && found.size < projects ? `${found.size} of ` : '';
  return `${some}${counted(projects, 'project')} (${counted(files, 'file')} checked)`;
}

/** The innermost project that a file is in; empty for a file above all of them. */
export function projectOf(filePath: string, roots: ReadonlySet<string>): string {
  let folder = filePath;
  while (folder !== '' && !roots.has(folder)) folder = folder.replace(/(?:^|[\\/])[^\\/]*$/, '');
  return folder;
}

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
