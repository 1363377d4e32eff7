import type { Diagnostic } from './diagnostic.js';

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of a report: file, place, rule, message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.at.file.path, b.at.file.path) ||
    a.at.span.start - b.at.span.start ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.message, b.message)
  );
}
