import type { Formatter } from '../formatter.js';
import { type LintMessage, withHelp } from '../lint-result/lint-result.js';
import { seeAlso } from '../see-also.js';
import { counted, totalsOf } from '../text/counted.js';
import { visible } from '../text/one-line.js';
import { errorsFirst, type FlatMessage, flatMessages } from './flat-messages.js';

/**
 * Workflow commands that GitHub Actions shows as annotations.
 * Errors come first, because GitHub shows only the first ten of each level of a step.
 */
export const github: Formatter = (results, context) => {
  const { errors, warnings } = totalsOf(results);
  if (errors + warnings === 0) return '';
  const lines = errorsFirst(flatMessages(results, context)).map((message) =>
    command(message, seeAlso(message, context)),
  );
  return `${lines.join('\n')}\n${counted(errors, 'error')}, ${counted(warnings, 'warning')}\n`;
};

function command(message: FlatMessage, others: string): string {
  const { level, line, column } = message;
  const file = visible(message.path);
  const properties = { file, ...rangeOf(message), title: message.ruleId };
  const written = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  // GitHub's log shows only the text, without the properties.
  const text = `${file}:${line}:${column}: ${withHelp(message)}${others}`;
  return `::${level} ${written.join(',')}::${escapeData(text)}`;
}

/** Columns make sense to GitHub within one line only: https://github.com/actions/runner/pull/2082 */
const rangeOf = ({ line, column, endLine, endColumn }: LintMessage) =>
  endLine === line ? { line, endLine, col: column, endColumn } : { line, endLine };

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
