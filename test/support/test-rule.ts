import type { Rule, RuleMeta } from '../../src/rules/rule.js';

/** A rule of a test: what it finds, under an id. */
export const testRule = (id: RuleMeta['id'], check: Rule['check'], over: Partial<RuleMeta> = {}): Rule => ({
  meta: {
    id,
    summary: 'A rule of a test',
    why: 'No reason.',
    severity: 'error',
    consequence: 'hygiene',
    preset: 'recommended',
    references: ['https://example.com/'],
    since: '0.1.0',
    ...over,
  },
  check,
});
