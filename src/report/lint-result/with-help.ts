import type { LintMessage, LintResult } from './lint-result.js';

/** The message with its help after it, for formats that have no other place for it. */
export const withHelp = ({ message, help }: Pick<LintMessage, 'message' | 'help'>): string =>
  help === undefined ? message : `${message}. ${help}`;

/** Results for formatters that know messages only. */
export const resultWithHelp = (result: LintResult): LintResult => ({
  ...result,
  messages: result.messages.map((message) => ({ ...message, message: withHelp(message) })),
});
