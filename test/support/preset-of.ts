import type { LintOptions } from '../../src/lint/lint-options.js';
import type { NamedRule } from '../../src/rules/rule.js';

/** Options under which a rule runs, and all recommended ones. */
export const presetOf = ({ meta }: NamedRule): LintOptions => ({ preset: meta.preset ?? 'strict' });
