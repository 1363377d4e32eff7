import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import type { RuleId } from '../../src/rules/rule.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { TEST_META, type TestRule } from '../support/test-rule.js';

const TEXT = 'option_settings:\n  aws:a:\n    B: c\n    D: e\n';
const project = projectOf({ '.ebextensions/a.config': TEXT, Procfile: 'web: x\n' });

const placeOfText = (text: string) => {
  const start = TEXT.indexOf(text);
  return placeOf(configFiles(project)[0]!.file, start, start + text.length);
};

const rule = (
  id: RuleId,
  { at, related, yieldsTo }: { at: string; related?: string; yieldsTo?: RuleId },
): TestRule => ({
  id,
  meta: { ...TEST_META, ...(yieldsTo && { yieldsTo: [yieldsTo] }) },
  *check() {
    yield {
      at: placeOfText(at),
      message: id,
      ...(related !== undefined && { related: [{ at: placeOfText(related), note: 'there' }] }),
    };
  },
});

const reported = (rules: TestRule[], severities?: ReadonlyMap<string, 'off' | 'warning'>) =>
  lintModel(project, severities ? { severities } : {}, rules).diagnostics.map(({ ruleId }) => ruleId);

const strong = rule('strong/one', { at: 'B: c' });

describe('of two rules about one mistake', () => {
  it('the one that yields is silent about the same place', () => {
    expect(reported([rule('weak/one', { at: 'c', yieldsTo: 'strong/one' }), strong])).toEqual(['strong/one']);
  });

  it.each([
    [
      'the other end of the weaker one',
      rule('weak/one', { at: 'D', related: 'c', yieldsTo: 'strong/one' }),
      strong,
    ],
    [
      'the other end of the stronger one',
      rule('weak/one', { at: 'D', yieldsTo: 'strong/one' }),
      rule('strong/one', { at: 'B', related: 'D' }),
    ],
  ])('it is silent where a place is %s', (_, weak, stronger) => {
    expect(reported([weak, stronger])).toEqual(['strong/one']);
  });

  it('both mention different places', () => {
    expect(reported([rule('weak/one', { at: 'D', yieldsTo: 'strong/one' }), strong])).toEqual([
      'strong/one',
      'weak/one',
    ]);
  });

  it('both speak where neither yields', () => {
    expect(reported([rule('weak/one', { at: 'c' }), strong])).toHaveLength(2);
  });

  it('the weaker one speaks where the stronger one is off', () => {
    const weak = rule('weak/one', { at: 'c', yieldsTo: 'strong/one' });
    expect(reported([weak, strong], new Map([['strong/one', 'off']]))).toEqual(['weak/one']);
    expect(reported([weak, strong], new Map([['strong/one', 'warning']]))).toEqual(['strong/one']);
  });
});
