import { ALL_RULES as all } from '../lint/lint-project.js';
import { ruleInfo, type RuleInfo } from '../rules/rule-info.js';

/** All that is told of every rule. */
export const ALL_RULES: readonly RuleInfo[] = all.map(ruleInfo);
