import type { FormatContext, Formatter } from '../formatter.js';
import type { LintMessage, LintResult } from '../lint-result/lint-result.js';
import { repositoryPath } from '../repository-path.js';
import { visible } from '../text/one-line.js';
import { levelOf } from './flat-messages.js';

/**
 * The Test Anything Protocol: a test per file, which fails if there is an error in it; its findings are a document of YAML.
 * https://testanything.org/tap-version-14-specification.html
 */
export const tap: Formatter = (results, context) =>
  [
    'TAP version 14',
    `1..${results.length}`,
    ...results.flatMap((result, index) => test(result, index + 1, context)),
    '',
  ].join('\n');

function test({ filePath, messages, errorCount }: LintResult, id: number, context: FormatContext): string[] {
  const name = visible(repositoryPath(filePath, context)).replace(/[\\#]/g, '\\$&');
  const lines = messages.flatMap((message) => findingLines(message, context));
  return [
    `${errorCount > 0 ? 'not ok' : 'ok'} ${id} - ${name}`,
    ...(lines.length === 0 ? [] : ['  ---', '  findings:', ...lines, '  ...']),
  ];
}

function findingLines(message: LintMessage, context: FormatContext): string[] {
  const { ruleId, line, column, help, relatedLocations = [] } = message;
  const related = relatedLocations.map(
    (other) => `${repositoryPath(other.filePath, context)}:${other.line}: ${other.message}`,
  );
  const values = {
    rule: ruleId,
    severity: levelOf(message),
    line,
    column,
    message: message.message,
    ...(help !== undefined && { help }),
    ...(related.length > 0 && { related }),
  };
  return Object.entries(values).map(
    // Whatever is JSON is YAML as well.
    ([key, value], index) => `    ${index === 0 ? '-' : ' '} ${key}: ${visible(JSON.stringify(value))}`,
  );
}
