import { counted, totalsOf } from './text/counted.js';
import type { FormatContext, Formatter } from './formatter.js';
import type { LintMessage, LintResult } from './lint-result/lint-result.js';
import { visible } from './text/one-line.js';
import { withHelp } from './lint-result/with-help.js';
import { repositoryPath } from './repository-path.js';
import { seeAlso } from './see-also.js';

/**
 * Workflow commands that GitHub Actions shows as annotations.
 * Errors come first, because GitHub shows only the first ten of each level of a step.
 */
export const github: Formatter = (results, context) => {
  const { errors, warnings } = totalsOf(results);
  if (errors + warnings === 0) return '';
  const lines = [...commandsOf(results, 2, context), ...commandsOf(results, 1, context)];
  return `${lines.join('\n')}\n${counted(errors, 'error')}, ${counted(warnings, 'warning')}\n`;
};

const commandsOf = (results: readonly LintResult[], severity: 1 | 2, context: FormatContext): string[] =>
  results.flatMap(({ filePath, messages }) => {
    const file = visible(repositoryPath(filePath, context));
    return messages
      .filter((message) => message.severity === severity)
      .map((message) => command(file, message, context));
  });

function command(file: string, message: LintMessage, context: FormatContext): string {
  const level = message.severity === 2 ? 'error' : 'warning';
  const properties = { file, ...rangeOf(message), title: message.ruleId };
  const written = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  // GitHub's log shows the text alone, without the properties.
  const text = `${file}:${message.line}:${message.column}: ${withHelp(message)}${seeAlso(message, context)}`;
  return `::${level} ${written.join(',')}::${escapeData(text)}`;
}

/** Columns make sense to GitHub within one line only: https://github.com/actions/runner/pull/2082 */
const rangeOf = ({ line, column, endLine, endColumn }: LintMessage) =>
  endLine === line ? { line, endLine, col: column, endColumn } : { line, endLine };

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
