import type { Doubt } from '../model/doubt.js';
import type { Finding, RuleId } from '../rules/rule.js';

/** What a rule would report if it were not for a doubt. */
export interface Silence {
  readonly ruleId: RuleId;
  readonly finding: Finding;
  readonly doubt: Doubt;
}
