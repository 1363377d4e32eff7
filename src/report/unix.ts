import { linePerMessage, severityName } from './line-per-message.js';
import { withHelp } from './lint-result/lint-result.js';

/** ESLint's `unix`: `path:line:column: message [Error/rule]`, which compilers' consumers such as vim's quickfix read. */
export const unix = linePerMessage(
  (path, message) =>
    `${path}:${message.line}:${message.column}: ${withHelp(message)} [${severityName(message)}/${message.ruleId}]`,
);
