import { isFixable } from '../fixable.js';
import type { Formatter } from '../formatter.js';
import { repositoryPath } from '../repository-path.js';
import { jsonText } from '../text/json-text.js';
import { flatMessages } from './flat-messages.js';

/** One JSON object per message and line, for scripts that read line by line; docs/formats.md describes the keys. */
export const ndjson: Formatter = (results, context) =>
  flatMessages(results, context)
    .map(({ path, line, column, endLine, endColumn, level, relatedLocations = [], ...message }) =>
      jsonText({
        schemaVersion: 1,
        path,
        line,
        column,
        endLine,
        endColumn,
        severity: level,
        rule: message.ruleId,
        message: message.message,
        help: message.help,
        fixable: isFixable(message),
        related: relatedLocations.map((other) => ({
          path: repositoryPath(other.filePath, context),
          line: other.line,
          column: other.column,
          message: other.message,
        })),
        url: message.url,
        fingerprint: message.fingerprint,
      }),
    )
    .join('');
