import { nearest } from '../util/nearest.js';
import { renamedTo } from '../rules/renamed-rules.js';
import type { Finding, RuleMeta } from '../rules/rule.js';
import type { Place } from '../source/index.js';
import { didYouMean } from '../util/did-you-mean.js';
import { list } from '../util/list.js';
import { bounded, REPORTED, tooManyFindings } from './bounded.js';
import type { Diagnostic } from './diagnostic.js';
import { OWN_RULES } from './own-rules.js';
import { type SuppressionComment } from './suppression-comments.js';
import type { Suppression } from './suppression-coverage.js';
import { MAX_COMMENT_RULES } from '../knowledge/limits.js';

/** What is wrong with comments themselves, a list for each kind of fault. */
export interface CommentFaults {
  readonly unknownComments: readonly SuppressionComment[];
  readonly withoutReason: readonly SuppressionComment[];
  readonly withoutRule: readonly SuppressionComment[];
  readonly withTooManyNames: readonly SuppressionComment[];
  readonly unknownRules: readonly Suppression[];
  readonly unused: readonly Suppression[];
  readonly expired: readonly SuppressionComment[];
  readonly withInvalidDate: readonly SuppressionComment[];
}

/** A finding for each fault, of each kind as many as of a rule. */
export const suppressionFindings = (faults: CommentFaults, known: ReadonlySet<string>): Diagnostic[] => [
  ...findings(faults.unknownComments, unknownComment),
  ...findings(faults.withoutReason, noReason),
  ...findings(faults.withoutRule, noRule),
  ...findings(faults.withTooManyNames, tooManyNames),
  ...findings(faults.unknownRules, (suppression) => unknownRule(suppression, known)),
  ...findings(faults.unused, unusedComment),
  ...findings(faults.expired, expiredComment),
  ...findings(faults.withInvalidDate, invalidDate),
];

function findings<T>(faults: readonly T[], findingOf: (fault: T) => Diagnostic): Diagnostic[] {
  const found = faults.slice(0, REPORTED.perRule).map(findingOf);
  const [next] = faults.slice(REPORTED.perRule);
  if (next === undefined) return found;
  const { ruleId, at } = findingOf(next);
  const tooMany = ownDiagnostic(OWN_RULES.tooMany, at, tooManyFindings(ruleId));
  return [...found, { ...tooMany, severity: 'warning' }];
}

type Text = Pick<Finding, 'message' | 'help'>;

const ownDiagnostic = ({ id, severity }: RuleMeta, at: Place, text: Text): Diagnostic => ({
  ruleId: id,
  severity,
  related: [],
  ...bounded({ at, ...text }),
});

const unknownComment = ({ at, directive }: SuppressionComment): Diagnostic =>
  ownDiagnostic(OWN_RULES.unknownComment, at, {
    message: `There is no comment "eblint-${directive}"`,
    help: 'Use `eblint-disable-next-line`, `eblint-disable-line` or `eblint-disable`.',
  });

const expiredComment = ({ at, until }: SuppressionComment): Diagnostic =>
  ownDiagnostic(OWN_RULES.expired, at, {
    message: `Suppression comment expired on ${until}`,
    help: 'Fix what it suppressed, or set a later date.',
  });

const invalidDate = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(OWN_RULES.invalidDate, at, {
    message: 'Suppression comment has no valid date after "until"',
    help: 'Write it as `(until 2027-03-01)`.',
  });

const noReason = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(OWN_RULES.noReason, at, {
    message: 'Suppression comment has no reason',
    help: 'Write the reason after two hyphens: `-- REASON`.',
  });

const noRule = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(OWN_RULES.unknownRule, at, {
    message: 'Suppression comment names no rule',
    help: 'Write the rule before the reason.',
  });

const tooManyNames = ({ at }: SuppressionComment): Diagnostic =>
  ownDiagnostic(OWN_RULES.unknownRule, at, {
    message: `Suppression comment names more than ${MAX_COMMENT_RULES} rules, and the others have no effect`,
    help: 'Name only the rules that report something here.',
  });

function unknownRule({ ruleId, at }: Suppression, known: ReadonlySet<string>): Diagnostic {
  const today = renamedTo(ruleId);
  return ownDiagnostic(
    OWN_RULES.unknownRule,
    at,
    today.length > 0
      ? { message: `Rule "${ruleId}" was renamed to ${list(today)}`, help: `Write ${list(today, 'or')}.` }
      : {
          message: `There is no rule "${ruleId}"`,
          help: didYouMean(nearest(ruleId, known), 'See all rules with `eblint --list-rules`.'),
        },
  );
}

const unusedComment = ({ ruleId, at }: Suppression): Diagnostic =>
  ownDiagnostic(OWN_RULES.unused, at, {
    message: `Rule "${ruleId}" reports nothing here`,
    help: 'Delete this comment.',
  });
