import { ALL_RULES } from '../../src/lint/lint-project.js';

/** What the rules are about, and why it matters. The bundle has these texts here, and not in the rules. */
export const RULE_TEXTS = ALL_RULES.map(({ id, meta: { summary, why } }) => ({ id, summary, why }));
