import type { RuleId } from './rules/rule.js';

const REPOSITORY = 'https://github.com/eblint/eblint';

/** Where eblint is described on the web. */
export const HOME_URL = REPOSITORY;

/** Where a rule is described on the web. */
export const docsUrl = (id: RuleId): string => `${REPOSITORY}/blob/main/docs/rules/${id}.md`;

/** Where the limits are described on the web. */
export const LIMITS_URL = `${REPOSITORY}/blob/main/docs/limits.md`;

/** Where faults of eblint are reported. */
export const ISSUES_URL = `${REPOSITORY}/issues`;
