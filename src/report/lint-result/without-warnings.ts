import type { LintResult } from './lint-result.js';

/** The errors of a result alone, as `--quiet` shows them. */
export const withoutWarnings = (result: LintResult): LintResult => ({
  ...result,
  messages: result.messages.filter(({ severity }) => severity === 2),
  warningCount: 0,
  fixableWarningCount: 0,
});
