import type { RuleLevel } from '../configuration/configuration.js';
import { LEVEL_NAMES, levelNamed } from '../configuration/rule-levels.js';
import { unknownName } from './unknown-name.js';
import { UsageError } from './usage-error.js';

/**
 * The rule or group and the level of a `--rule` value such as `routing/port-mismatch: off`.
 * Whether there is such a rule is not looked at.
 *
 * @throws UsageError for another form or an unknown level
 */
export function parseRuleSetting(text: string): [string, RuleLevel] {
  const match = /^\s*([^\s:]+)\s*:\s*([^\s:]+)\s*$/.exec(text);
  if (!match) {
    throw new UsageError(`Flag --rule takes RULE:SEVERITY, such as routing/port-mismatch:off, not ${text}.`);
  }
  const [, rule = '', written = ''] = match;
  const level = levelNamed(written);
  if (!level) throw unknownName('severity', written, LEVEL_NAMES, 'Use off, warning, or error.');
  return [rule, level];
}

/** Every value of `--rule` that sets one of some rules or groups. */
export function ruleSettingsOf(selectors: readonly string[]): readonly string[] {
  const levels = new Set(LEVEL_NAMES.flatMap((name) => levelNamed(name) ?? []));
  return selectors.flatMap((selector) => [...levels].map((level) => `${selector}:${level}`));
}
