import { describe, expect, it } from 'vitest';
import { parsed, shownFault } from '../support/configurations.js';

describe('parseConfiguration', () => {
  it.each([
    ['', {}],
    ['# only a comment\n', {}],
    ['extends: strict\n', { extends: ['strict'] }],
    ['rules: {routing/port-mismatch: off}\n', { rules: { 'routing/port-mismatch': 'off' } }],
    ["rules:\n  'routing/*': 0\n  https/*: warn\n", { rules: { 'routing/*': '0', 'https/*': 'warn' } }],
    [
      'platform: Python 3.12 running on 64bit Amazon Linux 2023\n',
      { platform: expect.any(String) as string },
    ],
    [
      'platform: arn:aws:elasticbeanstalk:us-east-1::platform/X/1\n',
      { platform: expect.any(String) as string },
    ],
    ['ignores: services/old\n', { ignores: ['services/old'] }],
    [
      'overrides:\n  - files: [a, "!b"]\n    rules: {config/*: error}\n',
      { overrides: [{ files: ['a', '!b'], rules: { 'config/*': 'error' } }] },
    ],
    ["allowPlaceholders: ['@@*@@']\n", { allowPlaceholders: ['@@*@@'] }],
    ['knownOptions: aws:ec2:instances/New*\n', { knownOptions: ['aws:ec2:instances/New*'] }],
    ['a: &a [strict]\nextends: *a\n', undefined],
  ])('reads %j', (text, expected) => {
    const { configuration, faults } = parsed(text);
    if (expected) expect({ configuration, faults }).toEqual({ configuration: expected, faults: [] });
    else expect(faults.map(shownFault)).toEqual([expect.stringMatching(/^1:1 There is no key "a"/)]);
  });

  it('reads JSON', () => {
    const { configuration, faults } = parsed('{"rules": {"routing/*": 2}}', 'eblint.config.json');
    expect({ configuration, faults }).toEqual({ configuration: { rules: { 'routing/*': '2' } }, faults: [] });
  });

  it.each([
    ['extend: strict', '1:1 There is no key "extend". Did you mean "extends"?'],
    ['- a', '1:1 The configuration must be a map. Its keys are extends'],
    ['rules: off', '1:8 "rules" must be a map. Write `RULE: LEVEL` for each rule.'],
    [
      'rules:\n  port-mismatch: off',
      '2:3 There is no rule "port-mismatch". Did you mean "routing/port-mismatch"?',
    ],
    ['rules:\n  rooting/*: off', '2:3 There is no rule "rooting/*". Did you mean "routing/*"?'],
    ['rules:\n  routing/*: of', '2:14 There is no level "of". Did you mean "off"?'],
    ['rules:\n  routing/*: [error]', '2:14 Rule "routing/*" has no level. Use off, warning or error.'],
    ['rules:\n  routing/*:', '2:13 Rule "routing/*" has no level. Use off, warning or error.'],
    ['rules: {routing/*: off, routing/*: error}', '1:25 The key "routing/*" appears twice.'],
    ['platform: Pyhton', '1:11 "Pyhton" is not the name of a platform.'],
    ['platform:', '1:10 "platform" must be a text.'],
    ['overrides: {files: a}', '1:12 "overrides" must be a list. Begin each item with `- files:`.'],
    ['overrides: [{rules: {}}]', '1:13 An override has no "files". Add `files`.'],
    ['overrides: [{files: a, ignores: b}]', '1:24 There is no key "ignores"'],
    ['ignores: [a, {}]', '1:14 "ignores" must be a text.'],
    ['ignores: ["{a,b}"]', '1:11 Patterns have no braces'],
    ['ignores: ["../a"]', '1:11 Patterns cannot lead out'],
    ['ignores: ["a\\\\b"]', '1:11 Patterns have forward slashes only'],
    ['ignores: ""', '1:10 The pattern is empty'],
    [`ignores: ${'a'.repeat(201)}`, '1:10 The pattern is longer than 200 characters'],
    [`ignores: ${'a*'.repeat(11)}`, '1:10 The pattern has more than 10 stars'],
    ['allowPlaceholders: "*"', '1:20 The pattern matches nearly every text'],
    ['knownOptions: New', '1:15 The pattern is not of the form NAMESPACE/OPTION'],
    ['rules: [', '1:9 A closing "]" is missing'],
    ['rules: !x {}', '1:8 A configuration has no YAML tags'],
    ['rules:\n\u00a0 a: b', 'The file contains a character that YAML does not allow here'],
  ])('refuses %j', (text, fault) => {
    const faults = parsed(`${text}\n`).faults.map(shownFault);
    expect(faults).toEqual([expect.stringContaining(fault)]);
  });

  it('tells of all mistakes, in the order of the text', () => {
    const { faults } = parsed('foo: 1\nrules:\n  a/b: off\n  routing/*: x\nbar: 2\n');
    expect(faults.map(({ at }) => at?.span.start)).toEqual([0, 16, 38, 40]);
  });

  it('takes rules by an earlier name, with a hint', () => {
    const { faults, hints } = parsed('rules:\n  config/syntax: off\n');
    expect(faults).toEqual([]);
    expect(hints.map(shownFault)).toEqual([
      '2:3 Rule "config/syntax" was renamed to config/syntax-error. Write config/syntax-error.',
    ]);
  });

  it('looks for the nearest name only as long as anybody reads on', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `  routing/port-mismatc${index}: off\n`).join('');
    const { faults } = parsed(`rules:\n${text}`);
    expect(faults).toHaveLength(5000);
    expect(faults[0]?.help).toContain('Did you mean');
    expect(faults.at(-1)?.help).not.toContain('Did you mean');
  });
});
