import { rules } from '../../src/rules/index.js';
import type { AnyRule } from '../../src/rules/rule.js';

export function ruleById(id: string): AnyRule {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new Error(`There is no rule ${id}`);
  return rule;
}
