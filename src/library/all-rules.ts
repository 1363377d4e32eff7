import { ALL_RULES as all } from '../lint/lint-project.js';
import { type RuleInfo, ruleInfo } from '../rules/rule-info.js';

/** Every rule, with all that is known about it. */
export const ALL_RULES: readonly RuleInfo[] = all.map(ruleInfo);
