import { compareBytes } from '../util/compare.js';
import type { Diagnostic } from './diagnostic.js';

/** The order of a report: file, place, rule, message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareBytes(a.at.file.path, b.at.file.path) ||
    a.at.span.start - b.at.span.start ||
    compareBytes(a.ruleId, b.ruleId) ||
    compareBytes(a.message, b.message)
  );
}
