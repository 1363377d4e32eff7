import type { FormatContext } from './formatter.js';
import type { LintMessage } from './lint-result/lint-result.js';

/** How many of the findings `--fix` fixes, as a line; empty where it fixes none. */
export function fixableText({ fixable: { safe, unsafe } }: Pick<FormatContext, 'fixable'>): string {
  const parts = [
    ...(safe > 0 ? [`${safe} with --fix`] : []),
    ...(unsafe > 0 ? [`${unsafe}${safe > 0 ? ' more' : ''} with --fix --unsafe-fixes`] : []),
  ];
  return parts.length === 0 ? '' : `Fixable: ${parts.join(', ')}\n`;
}

/** Whether `--fix` fixes a finding within its file. */
export const isFixable = ({ fix, edits }: Pick<LintMessage, 'fix' | 'edits'>): boolean =>
  fix !== undefined || edits?.safe === true;
