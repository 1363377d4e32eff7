import type { Cause, Choice, Fix, RuleId, Trial } from '../rules/rule.js';
import type { Severity } from '../rules/severity.js';
import type { Place, Related } from '../source/index.js';
import { compareBytes } from '../util/compare.js';

/** A finding with its rule and severity, after suppressions. */
export interface Diagnostic {
  readonly ruleId: RuleId;
  readonly severity: Severity;
  readonly at: Place;
  readonly message: string;
  readonly help?: string;
  readonly related: readonly Related[];
  readonly fix?: Fix;
  readonly trial?: Trial;
  readonly choices?: readonly Choice[];
  readonly cause?: Cause;
  /** The file could not be parsed or read: counted as ESLint's `fatal`. */
  readonly fatal?: true;
}

/** A diagnostic that is not reported, and why. */
export interface SuppressedDiagnostic extends Diagnostic {
  /** As ESLint names them: `directive` is a comment, `file` the file of suppressions. */
  readonly suppressions: readonly { readonly kind: 'directive' | 'file'; readonly justification: string }[];
}

/** One rule in a suppression comment. */
export interface ListedSuppression {
  readonly ruleId: string;
  readonly at: Place;
  readonly scope: 'file' | 'line';
  /** Empty where none is given. */
  readonly reason: string;
  /** As it is written. */
  readonly until: string | undefined;
  readonly isExpired: boolean;
}

/** The order of a report: file, place, rule, message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareBytes(a.at.file.path, b.at.file.path) ||
    a.at.span.start - b.at.span.start ||
    compareBytes(a.ruleId, b.ruleId) ||
    compareBytes(a.message, b.message)
  );
}
