import type { RuleId } from './rule.js';

/** Ids that rules had in earlier versions, and the ids of today: several where a rule was split. */
export const RENAMED_RULES: Readonly<Record<string, readonly RuleId[]>> = {};

/** The ids of today of a rule that has another name now; none for any other text. */
export const renamedTo = (id: string): readonly RuleId[] =>
  Object.hasOwn(RENAMED_RULES, id) ? RENAMED_RULES[id]! : [];
