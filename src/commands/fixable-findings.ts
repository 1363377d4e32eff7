import { fixModel, type FixOptions } from '../fix/fix-project.js';
import { keyOf } from '../lint/surplus.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { LintOptions, LintReport } from '../lint/lint-project.js';
import type { Project } from '../model/project.js';

/** Each proof takes as long as a lint: of very many fixes, those that were not tried are not called fixable. */
const MAX_COUNTING_PROOFS = 30;

/** The findings of a project whose fix the proof accepts, made together with all others. */
export function fixableFindings(
  project: Project,
  options: LintOptions & Pick<FixOptions, 'mayEdit' | 'mayCreate'>,
  report: LintReport,
): ReadonlySet<Diagnostic> {
  const { refused } = fixModel(project, { ...options, unsafe: true, maxProofs: MAX_COUNTING_PROOFS, report });
  const refusedKeys = refused.map(({ diagnostic }) => keyOf(diagnostic));
  return new Set(
    report.diagnostics.filter((diagnostic) => {
      if (!diagnostic.fix) return false;
      const index = refusedKeys.indexOf(keyOf(diagnostic));
      if (index >= 0) refusedKeys.splice(index, 1);
      return index < 0;
    }),
  );
}
