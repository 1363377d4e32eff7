import type { Formatter } from './formatter.js';
import type { LintMessage } from './lint-result/lint-result.js';
import { counted } from './text/counted.js';
import { visible } from './text/one-line.js';

/** A format that prints each message as one line and ends with their number. */
export const linePerMessage =
  (lineOf: (path: string, message: LintMessage) => string): Formatter =>
  (results) => {
    const lines = results.flatMap(({ filePath, messages }) =>
      messages.map((message) => lineOf(visible(filePath), message)),
    );
    return lines.length === 0 ? '' : `${lines.join('\n')}\n\n${counted(lines.length, 'problem')}\n`;
  };

/** The severity as ESLint's line formats spell it. */
export const severityName = ({ severity }: LintMessage): string => (severity === 2 ? 'Error' : 'Warning');
