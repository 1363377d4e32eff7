import type { Diagnostic, SuppressedDiagnostic } from '../../lint/diagnostic.js';
import type { Silence } from '../../lint/silence.js';
import { positionsOf } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { compareBytes } from '../../util/compare.js';
import { isFixable } from '../fixable.js';
import { oneLine } from '../text/one-line.js';
import type { LintMessage, LintResult, Silence as ShownSilence, SuppressedMessage } from './lint-result.js';
import { type MessageOptions, toLintMessage } from './to-lint-message.js';

export interface LintResultOptions extends MessageOptions {
  /** What is not reported: each file gets its `suppressedMessages`. */
  readonly suppressed?: readonly SuppressedDiagnostic[];
  /** What rules held back, where that was asked for: each file gets its `silences`. */
  readonly silences?: readonly Silence[] | undefined;
  /** Absolute paths of the files that were checked: one without a message gets an empty result. */
  readonly checkedFiles?: Iterable<string>;
  /** Give each file that has messages its `source`, as formatters that show code want it. */
  readonly withSource?: boolean;
}

/**
 * Diagnostics as ESLint's results: one per file, sorted by path, each with its messages sorted by line, column, rule and text.
 * What would print twice is there once.
 */
export function toLintResults(
  diagnostics: readonly Diagnostic[],
  { checkedFiles = [], suppressed = [], silences, withSource = false, ...options }: LintResultOptions = {},
): LintResult[] {
  const byFile = new Map<string, Diagnostic[]>();
  for (const path of checkedFiles) byFile.set(path, []);
  const suppressedByFile = groupBy(suppressed, ({ at }) => [at.file.path]);
  for (const path of suppressedByFile.keys()) byFile.set(path, []);
  const silencesByFile = silences && groupBy(silences, ({ finding: { at } }) => [at.file.path]);
  for (const path of silencesByFile?.keys() ?? []) byFile.set(path, []);
  for (const diagnostic of diagnostics) {
    const { path } = diagnostic.at.file;
    const sameFile = byFile.get(path);
    if (sameFile) sameFile.push(diagnostic);
    else byFile.set(path, [diagnostic]);
  }
  return [...byFile]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([path, found]) => ({
      ...toLintResult(path, found, { ...options, withSource }),
      suppressedMessages: (suppressedByFile.get(path) ?? [])
        .map((diagnostic) => toSuppressedMessage(diagnostic, options))
        .sort(compareMessages)
        .filter(isFirstOfItsKind),
      ...(silencesByFile && { silences: (silencesByFile.get(path) ?? []).map(toShownSilence) }),
    }));
}

function toShownSilence({ ruleId, finding: { at, message }, doubt }: Silence): ShownSilence {
  const { start, end } = positionsOf(at);
  const because = doubt.at && positionsOf(doubt.at).start;
  return {
    ...{ ruleId, message: oneLine(message), reason: oneLine(doubt.reason) },
    ...{ line: start.line, column: start.column, endLine: end.line, endColumn: end.column },
    ...(doubt.at && because && { reasonLocation: { filePath: doubt.at.file.path, ...because } }),
  };
}

function toLintResult(
  filePath: string,
  found: readonly Diagnostic[],
  { withSource, ...options }: MessageOptions & Pick<LintResultOptions, 'withSource'>,
): Omit<LintResult, 'suppressedMessages'> {
  const messages = found
    .map((diagnostic) => toLintMessage(diagnostic, options))
    .sort(compareMessages)
    .filter(isFirstOfItsKind);
  const errors = messages.filter(({ severity }) => severity === 2);
  const warnings = messages.filter(({ severity }) => severity === 1);
  const source = withSource ? found[0]?.at.file.written : undefined;
  return {
    filePath,
    messages,
    errorCount: errors.length,
    fatalErrorCount: errors.filter(({ fatal }) => fatal).length,
    warningCount: warnings.length,
    fixableErrorCount: errors.filter(isFixable).length,
    fixableWarningCount: warnings.filter(isFixable).length,
    usedDeprecatedRules: [],
    ...(source === undefined ? {} : { source }),
  };
}

const toSuppressedMessage = (
  diagnostic: SuppressedDiagnostic,
  { withPaths }: MessageOptions,
): SuppressedMessage => ({
  ...toLintMessage(diagnostic, { withPaths: withPaths === true }),
  suppressions: diagnostic.suppressions.map(({ kind, justification }) => ({
    kind,
    justification: oneLine(justification),
  })),
});

const compareMessages = (a: LintMessage, b: LintMessage): number =>
  comparePrinted(a, b) || b.severity - a.severity;

/** In a sorted list: not the same as the one before it. */
function isFirstOfItsKind(message: LintMessage, index: number, sorted: readonly LintMessage[]): boolean {
  const before = index > 0 && sorted[index - 1];
  return !before || comparePrinted(before, message) !== 0;
}

const comparePrinted = (a: LintMessage, b: LintMessage): number =>
  a.line - b.line ||
  a.column - b.column ||
  compareBytes(a.ruleId, b.ruleId) ||
  compareBytes(a.message, b.message);
