import type { LintResult } from './lint-result.js';

/** Only the errors of a result, as `--quiet` shows them. */
export const withoutWarnings = (result: LintResult): LintResult => ({
  ...result,
  messages: result.messages.filter(({ severity }) => severity === 2),
  warningCount: 0,
  fixableWarningCount: 0,
});
