import { painter } from './text/ansi.js';
import { problemsText, scopeText, totalsOf } from './text/counted.js';
import { fixableText } from './fixable.js';
import type { FormatContext } from './formatter.js';
import type { LintResult } from './lint-result/lint-result.js';

/** What was checked and what came of it: the last lines of a report for people. */
export function summary(results: readonly LintResult[], context: FormatContext): string {
  const paint = painter(context.color);
  const scope = scopeText(context);
  const problems = problemsText(totalsOf(results), paint);
  if (problems === '')
    return context.isTerminal && !context.quiet
      ? `${paint('green', '\u2714')} No problems in ${scope}\n${notesOf(context)}`
      : '';
  return `${problems} in ${scope}\n${fixableText(context)}${notesOf(context)}`;
}

/** What could not be known, and how to tell it. */
const notesOf = ({ notes }: FormatContext): string => notes.map((note) => `${note}\n`).join('');
