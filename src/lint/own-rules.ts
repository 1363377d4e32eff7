import type { RuleMeta } from '../rules/rule.js';
import { ISSUES_URL, LIMITS_URL } from '../site.js';

const SUPPRESSIONS_PAGE = 'https://eslint.org/docs/latest/use/configure/rules#disabling-rules';

const hygiene = {
  severity: 'warning',
  consequence: 'hygiene',
  preset: 'recommended',
  references: [SUPPRESSIONS_PAGE],
  since: '0.1.0',
} as const;

/** What the linter says about its own comments and faults: findings without a rule that could be run. */
export const OWN_RULES = {
  noReason: {
    ...hygiene,
    id: 'suppression/no-reason',
    summary: 'A comment that switches a rule off gives no reason',
    why: 'The next reader cannot tell a decision from an accident. Write the reason behind two hyphens: `# eblint-disable-next-line RULE -- REASON`.',
  },
  unknownRule: {
    ...hygiene,
    id: 'suppression/unknown-rule',
    summary: 'A comment switches off a rule that does not exist',
    why: 'The comment has no effect: the name is misspelt, or the rule has another name today.',
  },
  unknownComment: {
    ...hygiene,
    id: 'suppression/unknown-comment',
    summary: 'A comment looks like one that switches a rule off, and is none',
    why: 'eblint reads `eblint-disable-line` and `eblint-disable-next-line` alone. For a whole run there is `--rule`.',
  },
  unused: {
    ...hygiene,
    id: 'suppression/unused',
    summary: 'A comment switches off a rule that has nothing to say here',
    why: 'The mistake is gone, or the comment stands at another line. A stale comment hides the next mistake.',
  },
  tooMany: {
    ...hygiene,
    id: 'eblint/too-many',
    references: [LIMITS_URL],
    summary: 'A rule has more to say of one project than anybody reads',
    why: 'Only the first 1000 findings of a rule are kept, so that a file which is broken in one way everywhere takes neither minutes nor gigabytes. Mend some and run it again.',
  },
  crash: {
    ...hygiene,
    id: 'eblint/crash',
    references: [ISSUES_URL],
    summary: 'A rule failed because of a fault in eblint',
    severity: 'error',
    why: 'All other rules still ran. Please report it, with the files of the project if you can; the exit code is 2 as long as a rule fails.',
  },
} as const satisfies Record<string, RuleMeta>;
