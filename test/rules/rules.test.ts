import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { rules } from '../../src/rules/index.js';
import { casesOf, loadProject, RULE_FIXTURES, UPDATE } from '../support/fixtures.js';
import { presetOf } from '../support/preset-of.js';
import { renderDiagnostics } from '../support/render.js';

// What a rule without cases lacks, house.test.ts reports.
const tried = rules.filter(({ id }) => casesOf(id).length > 0);

describe.each(tried.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const cases = casesOf(id);

  it.each(cases.filter((name) => name.startsWith('bad-')))('%s is reported as expected', async (name) => {
    const { diagnostics } = lintModel(loadProject(`${RULE_FIXTURES}${id}/${name}`), presetOf(rule), [rule]);
    expect(
      diagnostics.some(({ ruleId }) => ruleId === id),
      `${id} reports nothing in fixtures/rules/${id}/${name}/: change the rule or the case`,
    ).toBe(true);
    await expect(renderDiagnostics(diagnostics), UPDATE).toMatchFileSnapshot(
      `${RULE_FIXTURES}${id}/${name}.txt`,
    );
  });

  it.each(cases.filter((name) => name.startsWith('ok-')))('%s is silent under every rule', (name) => {
    const project = loadProject(`${RULE_FIXTURES}${id}/${name}`);
    const own = lintModel(project, presetOf(rule), [rule]);
    expect(
      renderDiagnostics([...lintModel(project).diagnostics, ...own.diagnostics]),
      'Change the rule or the case. Where another rule is right about it, write a unit test in test/rules/ instead',
    ).toBe('');
  });
});
