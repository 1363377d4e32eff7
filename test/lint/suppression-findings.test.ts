import { expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { RENAMED_RULES } from '../../src/rules/renamed-rules.js';
import { projectOf } from '../support/fixtures.js';
import { testRule } from '../support/test-rule.js';

const silent = testRule('settings/placeholder', () => []);

const found = (comment: string) =>
  lintModel(projectOf({ '.ebextensions/a.config': `# eblint-${comment}\na: 1\n` }), {}, [
    silent,
  ]).diagnostics.map(({ ruleId, message, help, related }) => ({ ruleId, message, help, related }));

it.each([
  [
    'disable-file settings/placeholder -- why',
    'unknown-comment',
    'There is no comment "eblint-disable-file"',
    'Use `eblint-disable-next-line`, `eblint-disable-line` or `eblint-disable`.',
  ],
  [
    'disable-next-line settings/placeholder',
    'no-reason',
    'Suppression comment has no reason',
    'Write the reason after two hyphens: `-- REASON`.',
  ],
  [
    'disable-next-line -- why',
    'unknown-rule',
    'Suppression comment names no rule',
    'Write the rule before the reason.',
  ],
  [
    'disable-next-line settings/placeholders -- why',
    'unknown-rule',
    'There is no rule "settings/placeholders"',
    'Did you mean "settings/placeholder"?',
  ],
  [
    'disable-next-line qqqqqqqqqqqqqq -- why',
    'unknown-rule',
    'There is no rule "qqqqqqqqqqqqqq"',
    'See all rules with `eblint --list-rules`.',
  ],
  [
    'disable-next-line settings/placeholder -- why',
    'unused',
    'Rule "settings/placeholder" reports nothing here',
    'Delete this comment.',
  ],
])('%s', (comment, rule, message, help) => {
  expect(found(comment)).toContainEqual({ ruleId: `suppression/${rule}`, message, help, related: [] });
});

it('too many names', () => {
  const names = Array.from({ length: 101 }, () => 'settings/placeholder').join(' ');
  expect(found(`disable-next-line ${names} -- why`)).toContainEqual({
    ruleId: 'suppression/unknown-rule',
    message: 'Suppression comment names more than 100 rules, and the others have no effect',
    help: 'Name only the rules that report something here.',
    related: [],
  });
});

it('a rule that has another name today', () => {
  const [old, today] = Object.entries(RENAMED_RULES)[0]!;
  const [finding] = found(`disable-next-line ${old} -- why`);
  expect(finding).toMatchObject({ ruleId: 'suppression/unknown-rule' });
  expect(finding!.message).toMatch(`Rule "${old}" was renamed to ${[today].flat()[0]}`);
  expect(finding!.help).toMatch(`Write ${[today].flat()[0]}`);
});
