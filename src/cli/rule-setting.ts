import type { RuleId, Severity } from '../rules/rule.js';
import { unknownName } from './unknown-name.js';
import { list } from '../util/list.js';
import { UsageError } from './usage-error.js';

/** What `--rule` sets a rule to. */
export type RuleLevel = Severity | 'off';

const LEVELS: readonly RuleLevel[] = ['off', 'warning', 'error'];

/**
 * The rule and level of a `--rule` value such as `routing/port-mismatch: off`.
 * Whether there is such a rule is not looked at.
 *
 * @throws UsageError for another form or an unknown level
 */
export function parseRuleSetting(text: string): [RuleId, RuleLevel] {
  const match = /^\s*([^\s:]+)\s*:\s*([^\s:]+)\s*$/.exec(text);
  if (!match) {
    throw new UsageError(`Flag --rule takes RULE:SEVERITY, such as routing/port-mismatch:off, not ${text}.`);
  }
  const [, rule, written] = match as unknown as [string, RuleId, string];
  const level = LEVELS.find((known) => known === written.toLowerCase());
  if (!level) throw unknownName('severity', written, LEVELS, `Use ${list(LEVELS, 'or')}.`);
  return [rule, level];
}
