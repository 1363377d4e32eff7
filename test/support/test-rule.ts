import type { NamedRule, Rule, RuleId, RuleMeta } from '../../src/rules/rule.js';

export type TestRule = NamedRule & Rule;

/** What a rule of a test says about itself. */
export const TEST_META: RuleMeta = {
  summary: 'A rule of a test',
  why: 'No reason.',
  consequence: 'deploy-fails',
  references: ['https://example.com/'],
};

/** A rule of a test: what it finds, under an id. */
export const testRule = (id: RuleId, check: Rule['check'], over: Partial<RuleMeta> = {}): TestRule => ({
  id,
  meta: { ...TEST_META, ...over },
  check,
});
