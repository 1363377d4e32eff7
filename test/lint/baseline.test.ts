import { describe, expect, it } from 'vitest';
import type { LintOptions } from '../../src/lint/lint-options.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { type Baseline, baselineFault } from '../../src/lint/suppressions/baseline.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import type { RuleId } from '../../src/rules/rule.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { testRule } from '../support/test-rule.js';

const RULE = 'settings/placeholder';
const CONFIG = '.ebextensions/a.config';

/** Reports every `bad` in every file. */
const everyBad = testRule(RULE, function* (project) {
  for (const file of deployedFiles(project).files)
    if ('source' in file)
      for (const { index } of file.source.text.matchAll(/\bbad\b/g))
        yield { at: placeOf(file.source, index, index + 3), message: `bad found at ${index}` };
});

const lint = (text: string, baseline: Baseline, options: LintOptions = {}) =>
  lintModel(projectOf({ [CONFIG]: text }), { baseline, ...options }, [everyBad]);

const of = (path: string, count: number): Baseline => ({ [CONFIG]: { [RULE]: { [path]: count } } });

/** How many are reported and how many suppressed, and what is stale. */
type Expected = [reported: number, suppressed: number, ...stale: [path: string, count: number][]];

describe('a baseline', () => {
  it.each<[string, string, Baseline, Expected]>([
    ['takes away what it has', 'a: bad\n', of('a', 1), [0, 1]],
    ['takes away several', 'a: bad bad\n', of('a', 2), [0, 2]],
    ['reports all of a place with more', 'a: bad bad\n', of('a', 1), [2, 0]],
    ['reports what is elsewhere', 'b: bad\n', of('a', 1), [1, 0, ['a', 0]]],
    ['tells where there is less', 'a: bad\n', of('a', 3), [0, 1, ['a', 1]]],
    ['is about files by their names', 'a: bad\n', { other: { [RULE]: { a: 1 } } }, [1, 0]],
    ['is about rules by their ids', 'a: bad\n', { [CONFIG]: { 'config/syntax-error': { a: 1 } } }, [1, 0]],
    ['tells of rules that do not exist', 'a: b\n', { [CONFIG]: { 'no/rule': { a: 1 } } }, [0, 0, ['a', 0]]],
    ['has no inherited keys', 'constructor: bad\n', { [CONFIG]: { [RULE]: {} } }, [1, 0]],
  ])('%s', (_, text, baseline, [reported, suppressed, ...stale]) => {
    const report = lint(text, baseline);
    expect(report.diagnostics).toHaveLength(reported);
    expect(report.suppressed).toHaveLength(suppressed);
    expect(report.baseline?.stale.map(({ path, count }) => [path, count])).toEqual(stale);
  });

  it('knows rules by former ids, which need to be updated', () => {
    const former: Baseline = {
      [CONFIG]: { 'settings/plain-scalar': { a: 2 }, 'settings/shape': { a: 1, b: 1 } },
    };
    const files = projectOf({ [CONFIG]: 'a: bad\n' });
    const renamed = (id: RuleId) =>
      lintModel(files, { baseline: former }, [testRule(id, everyBad.check)]).baseline!.renamed;
    const report = lintModel(files, { baseline: former }, [
      testRule('settings/misread-value', everyBad.check),
    ]);
    expect(report.diagnostics).toEqual([]);
    expect(report.suppressed).toHaveLength(1);
    expect(report.baseline?.stale).toEqual([]);
    const entry = { file: CONFIG, path: 'a', count: 1 };
    expect(report.baseline?.renamed[0]).toEqual({
      ...entry,
      ruleId: 'settings/plain-scalar',
      count: 2,
      today: [{ ...entry, ruleId: 'settings/misread-value' }],
    });
    // Of one that was split, the others are fixed, as far as their rules ran.
    const [, one, other] = renamed('settings/mixed-forms');
    expect(one?.today.map(({ ruleId }) => ruleId)).toEqual([
      'settings/incomplete-item',
      'settings/invalid-shape',
      'settings/missing-value',
      'settings/mixed-forms',
      'settings/wrong-level',
    ]);
    expect(other?.today.map(({ ruleId }) => ruleId)).not.toContain('settings/mixed-forms');
  });

  it('comes after comments, and after rules that are off', () => {
    const comment = `# eblint-disable ${RULE} -- why\na: bad\n`;
    expect(lint(comment, {}).baseline?.found).toEqual([]);
    expect(lint('a: bad\n', of('a', 1), { severities: new Map([[RULE, 'off']]) }).baseline).toEqual({
      found: [],
      stale: [],
      renamed: [],
    });
  });

  it('does not hide what is wrong with comments', () => {
    const { diagnostics, baseline } = lint('# eblint-disable no/rule -- why\na: b\n', {});
    expect(diagnostics.map(({ ruleId }) => ruleId)).toEqual(['suppression/unknown-rule']);
    expect(baseline?.found).toEqual([]);
  });

  it('names files relative to its folder', () => {
    const { baseline } = lint('a: bad\n', {}, { baselineFolder: '/' });
    expect(baseline?.found).toEqual([{ file: `project/${CONFIG}`, ruleId: RULE, path: 'a', count: 1 }]);
  });
});

it.each([
  [{}, undefined],
  [{ a: {} }, undefined],
  [{ a: { b: { c: 1 } } }, undefined],
  [null, 'it is not a JSON object'],
  [[], 'it is not a JSON object'],
  ['a', 'it is not a JSON object'],
  [{ a: null }, '"a" is not an object of rules'],
  [{ a: [] }, '"a" is not an object of rules'],
  [{ a: { b: null } }, '"b" is not an object of places'],
  [{ a: { b: 1 } }, '"b" is not an object of places'],
  [{ a: { b: { c: 0 } } }, '"c" is not the number of findings'],
  [{ a: { b: { c: 1.5 } } }, '"c" is not the number of findings'],
  [{ a: { b: { c: '1' } } }, '"c" is not the number of findings'],
  [{ a: { b: { c: 1, d: -1 } } }, '"d" is not the number of findings'],
])('%j as a file of suppressions: %s', (value, fault) => {
  expect(baselineFault(value)).toBe(fault);
});
