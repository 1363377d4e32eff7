import type { RuleId } from './rule.js';

/** Ids that rules had in earlier versions, and the ids of today: several where a rule was split. */
export const RENAMED_RULES: Readonly<Record<string, readonly RuleId[]>> = {
  'platform/wsgi-path': ['platform/wrong-wsgi-path'],
  'settings/dependency': [
    'settings/conflicting-options',
    'settings/inconsistent-limits',
    'settings/unmet-requirement',
  ],
  'settings/environment-size': ['settings/environment-too-large', 'settings/invalid-property-name'],
  'settings/name-case': ['settings/inexact-name'],
  'settings/plain-scalar': ['settings/misread-value'],
  'settings/refused-in-files': ['settings/api-only-option'],
  'settings/shape': [
    'settings/incomplete-item',
    'settings/invalid-shape',
    'settings/missing-value',
    'settings/mixed-forms',
    'settings/wrong-level',
  ],
};

/** The ids of today of a rule that has another name now; none for any other text. */
export const renamedTo = (id: string): readonly RuleId[] =>
  Object.hasOwn(RENAMED_RULES, id) ? RENAMED_RULES[id]! : [];
