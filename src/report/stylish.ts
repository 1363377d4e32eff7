import { widest } from '../util/collections.js';
import { fixableText } from './fixable.js';
import type { Formatter } from './formatter.js';
import { type LintMessage, type LintResult, withHelp } from './lint-result/lint-result.js';
import type { Paint } from './text/ansi.js';
import { painter } from './text/ansi.js';
import { counted, totalsOf } from './text/counted.js';
import { visible } from './text/one-line.js';

/**
 * ESLint's `stylish`: a line with the file, then an indented line per message. Paths are absolute because VS Code's
 * `$eslint-stylish` takes no bare `Procfile` for a file; any other line among the messages would end the file for it.
 */
export const stylish: Formatter = (results, context) => {
  const paint = painter(context.color);
  const blocks = results.filter(({ messages }) => messages.length > 0).map((result) => block(result, paint));
  return blocks.length === 0
    ? ''
    : `\n${blocks.join('\n')}\n${summary(results, paint)}\n${indented(fixableText(context))}`;
};

function block({ filePath, messages }: LintResult, paint: Paint): string {
  const widths = {
    line: widest(messages.map(lineCell)),
    column: widest(messages.map(columnCell)),
    text: widest(messages.map(textCell)),
  };
  const rows = messages.map((message) => {
    const position = `${lineCell(message).padStart(widths.line)}:${columnCell(message).padEnd(widths.column)}`;
    const severity = message.severity === 2 ? paint('red', 'error  ') : paint('yellow', 'warning');
    const text = textCell(message).padEnd(widths.text);
    return `  ${paint('dim', position)}  ${severity}  ${text}  ${paint('dim', message.ruleId)}`;
  });
  return `${[paint('underline', visible(filePath)), ...rows].join('\n')}\n`;
}

const indented = (line: string): string => (line === '' ? '' : `  ${line}`);

const lineCell = ({ line }: LintMessage): string => String(line);
const columnCell = ({ column }: LintMessage): string => String(column);

/** ESLint prints messages without their full stop here. */
const textCell = (message: LintMessage): string => withHelp(message).replace(/(?<=\S)\.$/, '');

function summary(results: readonly LintResult[], paint: Paint): string {
  const { errors, warnings } = totalsOf(results);
  const parts = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  const text = `\u2716 ${counted(errors + warnings, 'problem')} (${parts})`;
  return paint(errors > 0 ? 'red' : 'yellow', paint('bold', text));
}
