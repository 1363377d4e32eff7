import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/lint/baseline.js';
import { lintModel, type LintOptions } from '../../src/lint/lint-project.js';
import { placeOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { testRule } from '../support/test-rule.js';

const RULE = 'settings/placeholder';
const CONFIG = '.ebextensions/a.config';

/** Reports every `bad` in every file. */
const everyBad = testRule(RULE, function* ({ files }) {
  for (const file of files.files)
    if ('source' in file)
      for (const { index } of file.source.text.matchAll(/\bbad\b/g))
        yield { at: placeOf(file.source, index, index + 3), message: 'bad found' };
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

  it('comes after comments, and after rules that are off', () => {
    const comment = `# eblint-disable ${RULE} -- why\na: bad\n`;
    expect(lint(comment, {}).baseline?.found).toEqual([]);
    expect(lint('a: bad\n', of('a', 1), { severities: new Map([[RULE, 'off']]) }).baseline).toEqual({
      found: [],
      stale: [],
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
