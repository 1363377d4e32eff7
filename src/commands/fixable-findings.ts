import { fixModel, type FixOptions } from '../fix/fix-project.js';
import type { Diagnostic } from '../lint/diagnostic.js';
import type { LintOptions } from '../lint/lint-options.js';
import type { LintReport } from '../lint/lint-report.js';
import { keyOf } from '../lint/suppressions/surplus.js';
import type { Project } from '../model/project.js';

/** Each proof takes as long as a lint: of very many fixes, those that were not tried are not called fixable. */
const MAX_COUNTING_PROOFS = 30;

/** The findings of a project whose fix the proof accepts, made together with all others. */
export function fixableFindings(
  project: Project,
  options: LintOptions & Pick<FixOptions, 'mayEdit' | 'mayCreate'>,
  report: LintReport,
): ReadonlySet<Diagnostic> {
  const result = fixModel(project, { ...options, unsafe: true, maxProofs: MAX_COUNTING_PROOFS, report });
  const fixed: ReadonlySet<Diagnostic> = new Set(result.fixed);
  const refused: ReadonlySet<Diagnostic> = new Set(result.refused.map(({ diagnostic }) => diagnostic));
  // Those that were refused after another fix are in another text by now.
  const own = new Set(report.diagnostics);
  const refusedKeys = [...refused].filter((diagnostic) => !own.has(diagnostic)).map(keyOf);
  return new Set(
    report.diagnostics.filter((diagnostic) => {
      if (!diagnostic.fix || refused.has(diagnostic)) return false;
      if (fixed.has(diagnostic)) return true;
      const index = refusedKeys.indexOf(keyOf(diagnostic));
      if (index >= 0) refusedKeys.splice(index, 1);
      return index < 0;
    }),
  );
}
