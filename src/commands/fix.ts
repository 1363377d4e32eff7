import { fixProject, type FixOptions } from '../lint/fix-project.js';
import type { LintReport } from '../lint/lint-project.js';
import type { ProjectFiles } from '../model/project-files.js';
import type { Ports } from '../ports.js';
import { withoutControls } from '../report/one-line.js';
import { unifiedDiff } from '../report/unified-diff.js';

/** `write` changes the files, `print` shows the changes as a diff. */
export type FixMode = 'write' | 'print';

/**
 * Mends what can be mended in one project.
 * @returns what is left
 * @throws WriteError where a file cannot be replaced; each file is whole then, old or new
 */
export function fixFiles(files: ProjectFiles, mode: FixMode, options: FixOptions, ports: Ports): LintReport {
  const { changes, report } = fixProject(files, options);
  for (const { before, after } of changes) {
    if (mode === 'write') ports.replaceFile(after.path, after.written, files.root);
    else ports.stdout.write(shown(unifiedDiff(before, after, ports.cwd), ports.stdout));
  }
  return report;
}

/** For `git apply` as it is, for eyes without what would act on their terminal. */
const shown = (diff: string, { isTTY }: Ports['stdout']): string => (isTTY ? withoutControls(diff) : diff);
