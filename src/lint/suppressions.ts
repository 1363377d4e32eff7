import type { Project } from '../model/project.js';
import { brokenFiles } from './broken-files.js';
import type { Diagnostic, ListedSuppression, SuppressedDiagnostic } from './diagnostic.js';
import { isOwnRule } from './own-rules.js';
import { readSuppressionComments, type SuppressionComment } from './suppression-comments.js';
import { coverageOf, type Suppression } from './suppression-coverage.js';
import { suppressionFindings } from './suppression-findings.js';

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

/** Whether there is such a day. */
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
