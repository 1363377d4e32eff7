import { painter } from './text/ansi.js';
import { counted, totalsOf } from './text/counted.js';
import { fixableText } from './fixable.js';
import type { FormatContext } from './formatter.js';
import type { LintResult } from './lint-result/lint-result.js';

/** What was checked and what came of it: the last lines of a report for people. */
export function summary(results: readonly LintResult[], context: FormatContext): string {
  const { errors, warnings } = totalsOf(results);
  const paint = painter(context.color);
  const scope = scopeOf(context);
  if (errors + warnings === 0)
    return context.isTerminal && !context.quiet
      ? `${paint('green', '\u2714')} No problems in ${scope}\n${notesOf(context)}`
      : '';
  const counts = [
    ...(errors > 0 ? [paint('red', counted(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint('yellow', counted(warnings, 'warning'))] : []),
  ];
  return `${counts.join(' and ')} in ${scope}\n${fixableText(context)}${notesOf(context)}`;
}

const scopeOf = ({ checked: { projects, files } }: FormatContext): string =>
  `${counted(projects, 'project')} (${counted(files, 'file')} checked)`;

/** What could not be known, and how to tell it. */
const notesOf = ({ notes }: FormatContext): string => notes.map((note) => `${note}\n`).join('');
