import type { LintMessage } from './lint-result.js';

/** Whether `--fix` fixes a finding within its file. */
export const isFixable = ({ fix, edits }: Pick<LintMessage, 'fix' | 'edits'>): boolean =>
  fix !== undefined || edits?.safe === true;
