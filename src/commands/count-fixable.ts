import { fixModel, type FixOptions } from '../fix/fix-project.js';
import type { LintOptions, LintReport } from '../lint/lint-project.js';
import type { Project } from '../model/project.js';

/** Each proof takes as long as a lint: of very many fixes, those that were not tried are not counted as fixable. */
const MAX_COUNTING_PROOFS = 30;

/** How many findings `--fix` would fix, and how many more with `--unsafe-fixes`. */
export interface Fixable {
  readonly safe: number;
  readonly unsafe: number;
}

/** Counts the fixes of a project that the proof accepts, made all together. */
export function countFixable(
  project: Project,
  options: LintOptions & Pick<FixOptions, 'mayEdit' | 'mayCreate'>,
  report: LintReport,
): Fixable {
  const { fixed } = fixModel(project, { ...options, unsafe: true, maxProofs: MAX_COUNTING_PROOFS, report });
  const safe = fixed.filter(({ fix }) => fix.safety === 'safe').length;
  return { safe, unsafe: fixed.length - safe };
}
