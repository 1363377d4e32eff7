import { fixProject, type FixOptions } from '../lint/fix-project.js';
import type { LintReport } from '../lint/lint-project.js';
import type { ProjectFiles } from '../model/project-files.js';
import type { Ports } from '../ports.js';
import { unifiedDiff } from '../report/unified-diff.js';

/** `write` changes the files, `print` leaves them as they are. */
export type FixMode = 'write' | 'print';

/**
 * Mends what can be mended in one project.
 * @returns what is left, and what `print` would change, as a diff
 * @throws WriteError where a file cannot be replaced; each file is whole then, old or new
 */
export function fixFiles(
  files: ProjectFiles,
  mode: FixMode,
  options: FixOptions,
  { cwd, replaceFile }: Ports,
): { report: LintReport; diff: string } {
  const { changes, report } = fixProject(files, options);
  if (mode === 'print')
    return { report, diff: changes.map(({ before, after }) => unifiedDiff(before, after, cwd)).join('') };
  for (const { after } of changes) replaceFile(after.path, after.written, files.root);
  return { report, diff: '' };
}
