import { linePerMessage, severityName } from './line-per-message.js';
import { withHelp } from './lint-result/lint-result.js';

/** ESLint's `compact`: `path: line L, col C, Error - message (rule)`, which VS Code's `$eslint-compact` reads. */
export const compact = linePerMessage(
  (path, message) =>
    `${path}: line ${message.line}, col ${message.column}, ${severityName(message)} - ${withHelp(message)} (${message.ruleId})`,
);
