import type { Project } from '../../model/project.js';
import { renamedTo } from '../../rules/renamed-rules.js';
import type { Finding, NamedRule } from '../../rules/rule.js';
import { severityOf } from '../../rules/severity.js';
import { rename } from '../../rules/support/rename.js';
import type { Place } from '../../source/index.js';
import { MAX_COMMENT_RULES } from '../../util/limits.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { list } from '../../util/text.js';
import { bounded, REPORTED, tooManyFindings } from '../bounded.js';
import { brokenFiles } from '../broken-files.js';
import type { Diagnostic, ListedSuppression, SuppressedDiagnostic } from '../diagnostic.js';
import { isOwnRule, OWN_RULES } from '../own-rules.js';
import { readSuppressionComments, type SuppressionComment } from './suppression-comments.js';
import { coverageOf, type Suppression } from './suppression-coverage.js';

export interface SuppressedLint {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  readonly suppressions: readonly ListedSuppression[];
}

/** Which rules there are, and which of them ran. */
interface RuleSets {
  /** Every rule that exists. */
  readonly known: ReadonlySet<string>;
  /** The rules that ran: only of these can a comment be called unused. */
  readonly active: ReadonlySet<string>;
}

/**
 * Takes away what suppression comments cover, and adds what is wrong with these comments themselves.
 * @param today as `2027-03-01`: what expired before has no effect; nothing expires where it is not given
 */
export function applySuppressions(
  project: Project,
  diagnostics: readonly Diagnostic[],
  { known, active }: RuleSets,
  today: string | undefined,
): SuppressedLint {
  const all = readSuppressionComments(project);
  if (all.length === 0) return { diagnostics, suppressed: [], suppressions: [] };
  const comments = all.filter(({ directive }) => DIRECTIVES.has(directive));
  const expired = comments.filter((comment) => isExpired(comment, today));
  const lasting = comments.filter((comment) => !isExpired(comment, today));
  const suppressions = lasting.flatMap(suppressionsOf);
  const { used, suppressed } = coverageOf(suppressions, diagnostics.filter(isSuppressible));
  // In a file that cannot be parsed most rules are silent, whatever is there.
  const broken = brokenFiles(project);
  const faults = {
    unknownComments: all.filter(({ directive }) => !DIRECTIVES.has(directive)),
    withoutReason: comments.filter(({ reason }) => reason === ''),
    withoutRule: comments.filter(({ rules }) => rules.length === 0),
    withTooManyNames: comments.filter(({ hasMoreRules }) => hasMoreRules),
    unknownRules: suppressions.filter(({ ruleId }) => !known.has(ruleId)),
    unused: suppressions.filter(
      (suppression) =>
        !used.has(suppression) && active.has(suppression.ruleId) && !broken.has(suppression.at.file),
    ),
    expired,
    withInvalidDate: comments.filter(({ until }) => until !== undefined && !isDate(until)),
  };
  return {
    diagnostics: [
      ...diagnostics.filter((diagnostic) => !suppressed.has(diagnostic)),
      ...suppressionFindings(faults, known),
    ],
    suppressed: [...suppressed].map(([diagnostic, { reason }]) => ({
      ...diagnostic,
      suppressions: [{ kind: 'directive', justification: reason }],
    })),
    suppressions: comments.flatMap((comment) => listed(comment, today)),
  };
}

/** The rules in all suppression comments of a project, whether they report something or not. */
export const listSuppressions = (project: Project, today: string | undefined): ListedSuppression[] =>
  readSuppressionComments(project)
    .filter(({ directive }) => DIRECTIVES.has(directive))
    .flatMap((comment) => listed(comment, today));

const suppressionsOf = ({ line, lastLine, rules, reason }: SuppressionComment): Suppression[] =>
  rules.map(({ id, at }) => ({ ruleId: id, at, reason, firstLine: line, lastLine }));

const listed = (comment: SuppressionComment, today: string | undefined): ListedSuppression[] =>
  comment.rules.map(({ id, at }) => ({
    ruleId: id,
    at,
    scope: comment.directive === 'disable' ? 'file' : 'line',
    reason: comment.reason,
    until: comment.until,
    isExpired: isExpired(comment, today),
  }));

/** A comment lasts through the day that it names. */
const isExpired = ({ until }: SuppressionComment, today: string | undefined): boolean =>
  until !== undefined && today !== undefined && isDate(until) && until < today;

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether there is such a day. `Date`, which nothing but `today` uses, takes the 30th of February for the 2nd of March. */
function isDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && !isLeapYear ? 28 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

const DIRECTIVES: ReadonlySet<string> = new Set(['disable', 'disable-line', 'disable-next-line']);

/** What a comment hides are findings of its file: that others were left out, or that a rule failed, concerns all files. */
const isSuppressible = ({ ruleId }: Diagnostic): boolean => !isOwnRule(ruleId);

/** What is wrong with comments themselves, a list for each kind of fault. */
interface CommentFaults {
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
const suppressionFindings = (faults: CommentFaults, known: ReadonlySet<string>): Diagnostic[] => [
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

const ownDiagnostic = ({ id, meta }: NamedRule, at: Place, text: Text): Diagnostic => ({
  ...bounded({ at, ...text }),
  ruleId: id,
  severity: severityOf(meta),
  related: [],
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
  const [only, ...others] = today.length > 0 ? today : [nearest(ruleId, known)];
  return {
    ...ownDiagnostic(
      OWN_RULES.unknownRule,
      at,
      today.length > 0
        ? { message: `Rule "${ruleId}" was renamed to ${list(today)}`, help: `Write ${list(today, 'or')}.` }
        : {
            message: `There is no rule "${ruleId}"`,
            help: didYouMean(only, 'See all rules with `eblint --list-rules`.'),
          },
    ),
    // It hides what it names.
    ...(only !== undefined && others.length === 0 && { fix: rename([at], only, 'unsafe') }),
  };
}

const unusedComment = ({ ruleId, at }: Suppression): Diagnostic =>
  ownDiagnostic(OWN_RULES.unused, at, {
    message: `Rule "${ruleId}" reports nothing here`,
    help: 'Delete this comment.',
  });
