import type EslintFormatterPretty from 'eslint-formatter-pretty';
import { fixableText } from './fixable.js';
import type { FormatContext, Formatter } from './formatter.js';
import type { LintResult } from './lint-result/lint-result.js';
import { stripAnsi } from './text/ansi.js';
import { totalsOf } from './text/counted.js';
import { visible } from './text/one-line.js';

/**
 * What `eslint-formatter-pretty` prints, then the other ends that it cannot show.
 * The package decides on color by the environment (see `colorEnvironment`) and colors some signs even when piped.
 */
export const pretty: Formatter = async (results, context) => {
  const { errors, warnings } = totalsOf(results);
  if (errors + warnings === 0) return '';
  const { cwd, color, rulesMeta } = context;
  const { default: format } = await import('eslint-formatter-pretty');
  const printed = copyOf(results);
  const text = format(printed as PackageResults, { cwd, rulesMeta } as PackageContext);
  // The package sorts what it is given in place: from here on `printed` has the order of the messages on the screen.
  return (color ? text : stripAnsi(text)) + indented(fixableText(context));
};

/** As the package indents its lines. */
const indented = (line: string): string => (line === '' ? '' : `  ${line}`);

type PackageFormat = typeof EslintFormatterPretty;
type PackageResults = Parameters<PackageFormat>[0];
type PackageContext = NonNullable<Parameters<PackageFormat>[1]> & Pick<FormatContext, 'cwd'>;

const copyOf = (results: readonly LintResult[]): LintResult[] =>
  results.map((result) => ({
    ...result,
    filePath: visible(result.filePath),
    messages: structuredClone(result.messages),
  }));
