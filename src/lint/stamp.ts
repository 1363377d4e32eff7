import { withCodePoints } from '../knowledge/look-alikes.js';
import { type Finding, type NamedRule } from '../rules/rule.js';
import { severityOf } from '../rules/severity.js';
import type { Diagnostic } from './diagnostic.js';

/** A finding with its rule and severity. */
export function stamp(finding: Finding, { id, meta }: NamedRule): Diagnostic {
  return {
    ruleId: id,
    severity: severityOf(meta, finding),
    at: finding.at,
    message: withCodePoints(finding.message),
    ...(finding.help !== undefined && { help: withCodePoints(finding.help) }),
    related: finding.related ?? [],
    ...(finding.fix && { fix: finding.fix }),
    ...(finding.trial && { trial: finding.trial }),
    ...(finding.choices && { choices: finding.choices }),
    ...(finding.cause && { cause: finding.cause }),
    ...(FATAL_RULES.has(id) && { fatal: true as const }),
  };
}

/** A file that cannot be parsed or read is what ESLint's result shape calls fatal. */
const FATAL_RULES: ReadonlySet<string> = new Set([
  'config/control-character',
  'config/irregular-whitespace',
  'config/syntax-error',
  'project/unreadable',
]);
