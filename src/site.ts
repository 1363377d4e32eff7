import type { RuleId } from './rules/rule.js';

const REPOSITORY = 'https://github.com/eblint/eblint';

/** Where a rule is described on the web. */
export const docsUrl = (id: RuleId): string => `${REPOSITORY}/blob/main/docs/rules/${id}.md`;
