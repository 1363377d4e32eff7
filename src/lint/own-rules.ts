import type { NamedRule, RuleId, RuleMeta } from '../rules/rule.js';
import { ISSUES_URL, LIMITS_URL } from '../web-addresses.js';

const SUPPRESSIONS_PAGE = 'https://eslint.org/docs/latest/use/configure/rules#disabling-rules';

type OwnRule = Pick<RuleMeta, 'summary' | 'why'> & Partial<RuleMeta>;

const own = (id: RuleId, meta: OwnRule): NamedRule => ({
  id,
  meta: { consequence: 'hygiene', references: [SUPPRESSIONS_PAGE], ...meta },
});

/** Findings about the linter's own comments, limits and bugs: there is no rule that could be run. */
export const OWN_RULES = {
  noReason: own('suppression/no-reason', {
    summary: 'A suppression comment gives no reason',
    why: 'The next reader cannot tell a decision from an accident. Write the reason after two hyphens: `# eblint-disable-next-line RULE -- REASON`.',
  }),
  unknownRule: own('suppression/unknown-rule', {
    summary: 'A suppression comment names a rule that does not exist',
    why: 'The comment has no effect: the rule id is misspelled, or the rule was renamed.',
  }),
  unknownComment: own('suppression/unknown-comment', {
    summary: 'A comment looks like a suppression, but is not',
    why: 'eblint knows only `eblint-disable`, `eblint-disable-line` and `eblint-disable-next-line`. To switch a rule off for a project, use `eblint.config.yaml`.',
  }),
  unused: own('suppression/unused', {
    summary: 'A suppression comment names a rule that reports nothing here',
    why: 'The mistake is fixed, or the comment is on another line. A stale comment hides the next mistake.',
  }),
  expired: own('suppression/expired', {
    summary: 'A suppression comment has expired',
    why: 'The comment says how long it is intended to last: `(until 2027-03-01)`. From the day after, it has no effect, and what it suppressed is reported again.',
  }),
  invalidDate: own('suppression/invalid-date', {
    summary: 'A suppression comment has no valid date after "until"',
    why: 'The comment never expires, because its date does not exist or is not written as YEAR-MONTH-DAY: `(until 2027-03-01)`.',
  }),
  tooMany: own('eblint/too-many', {
    references: [LIMITS_URL],
    summary: 'A project has more than 10000 findings, or more than 1000 of one rule',
    consequence: 'not-checked',
    why: 'eblint reports only the first 1000 findings of a rule and the first 10000 of a project, so that a file that repeats one mistake does not take minutes or gigabytes. An error is never left out in favor of a warning. Where the rule reports only warnings, this is a warning.',
  }),
  crash: own('eblint/crash', {
    references: [ISSUES_URL],
    summary: 'A rule, or the check of a whole project, failed',
    consequence: 'not-checked',
    why: 'All other rules and projects were still checked, but what is missing is unknown, so the exit code is 2. A failure is a bug in eblint: please report it, with the files of the project if you can. A project may also need more memory than a thread has.',
  }),
} as const satisfies Record<string, NamedRule>;

const OWN_IDS: ReadonlySet<string> = new Set(Object.values(OWN_RULES).map(({ id }) => id));

/** Whether a finding of this rule is about the linter's own comments, limits and bugs. */
export const isOwnRule = (id: string): boolean => OWN_IDS.has(id);
