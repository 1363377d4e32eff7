import { didYouMean } from '../knowledge/nearest.js';
import type { RuleMeta } from '../rules/rule.js';
import type { Place } from '../source/index.js';
import { bounded, MAX_FINDINGS, tooManyText } from './bounded.js';
import type { Diagnostic } from './diagnostic.js';
import { OWN_RULES } from './own-rules.js';
import { MAX_NAMES, type SuppressionComment } from './suppression-comments.js';
import type { Suppression } from './suppression-coverage.js';

/** What is wrong with comments themselves, a list for each kind of fault. */
export interface CommentFaults {
  readonly unknownComments: readonly SuppressionComment[];
  readonly withoutReason: readonly SuppressionComment[];
  readonly withoutRule: readonly SuppressionComment[];
  readonly withTooManyNames: readonly SuppressionComment[];
  readonly unknownRules: readonly Suppression[];
  readonly unused: readonly Suppression[];
}

/** A finding for each fault, of each kind as many as of a rule. */
export const suppressionFindings = (faults: CommentFaults, known: ReadonlySet<string>): Diagnostic[] => [
  ...findings(faults.unknownComments, unknownComment),
  ...findings(faults.withoutReason, noReason),
  ...findings(faults.withoutRule, noRule),
  ...findings(faults.withTooManyNames, tooManyNames),
  ...findings(faults.unknownRules, (suppression) => unknownRule(suppression, known)),
  ...findings(faults.unused, unusedComment),
];

function findings<T>(faults: readonly T[], findingOf: (fault: T) => Diagnostic): Diagnostic[] {
  const found = faults.slice(0, MAX_FINDINGS).map(findingOf);
  if (faults.length <= MAX_FINDINGS) return found;
  const { ruleId, at } = findingOf(faults[MAX_FINDINGS]!);
  return [...found, ownDiagnostic(OWN_RULES.tooMany, at, tooManyText(ruleId))];
}

const ownDiagnostic = ({ id, severity }: RuleMeta, at: Place, message: string): Diagnostic => ({
  ruleId: id,
  severity,
  related: [],
  ...bounded({ at, message }),
});

const unknownComment = ({ at, directive }: SuppressionComment): Diagnostic =>
  ownDiagnostic(
    OWN_RULES.unknownComment,
    at,
    `There is no comment eblint-${directive}, so it has no effect; write eblint-disable-next-line or eblint-disable-line.`,
  );

const noReason = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(
    OWN_RULES.noReason,
    at,
    'This comment gives no reason; write it behind two hyphens: -- REASON.',
  );

const noRule = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(
    OWN_RULES.unknownRule,
    at,
    'This comment names no rule, so it switches nothing off; write the rule before the reason.',
  );

const tooManyNames = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(
    OWN_RULES.unknownRule,
    at,
    `The comment names more than ${MAX_NAMES} rules, and the others have no effect`,
  );

const unknownRule = ({ ruleId, at }: Suppression, known: ReadonlySet<string>): Diagnostic =>
  ownDiagnostic(OWN_RULES.unknownRule, at, `There is no rule ${ruleId}.${didYouMean(ruleId, known)}`);

const unusedComment = ({ ruleId, at }: Suppression): Diagnostic =>
  ownDiagnostic(OWN_RULES.unused, at, `The rule ${ruleId} has nothing to say here; delete this comment.`);
