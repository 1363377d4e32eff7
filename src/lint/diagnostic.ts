import type { Choice, Fix, RuleId, Severity } from '../rules/rule.js';
import type { Place, Related } from '../source/index.js';

/** A finding with its rule and severity, after suppressions. */
export interface Diagnostic {
  readonly ruleId: RuleId;
  readonly severity: Severity;
  readonly at: Place;
  readonly message: string;
  readonly help?: string;
  readonly related: readonly Related[];
  readonly fix?: Fix;
  readonly choices?: readonly Choice[];
  /** The file could not be parsed or read: counted as ESLint's `fatal`. */
  readonly fatal?: true;
}
