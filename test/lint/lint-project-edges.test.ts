import { describe, expect, it } from 'vitest';
import type { LintOptions } from '../../src/lint/lint-options.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { placeOf, SourceFile } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { testRule } from '../support/test-rule.js';

const CONFIG = '.ebextensions/a.config';
const at = placeOf(new SourceFile('/project/x', 'x', 'x'), 0, 1);
const LIMITS = { perRule: 3, perProject: 100 };
const silent = testRule('test/silent', () => []);
const failing = testRule('test/failing', () => {
  throw new TypeError('x is undefined');
});

describe('a finding', () => {
  it('keeps its help, and has none where there is none', () => {
    const help = testRule('test/help', () => [
      { at, message: 'one', help: 'Do it.' },
      { at, message: 'two' },
    ]);
    const { diagnostics } = lintModel(projectOf({}), {}, [help]);
    expect(diagnostics).toEqual([
      { ruleId: 'test/help', severity: 'error', at, message: 'one', help: 'Do it.', related: [] },
      { ruleId: 'test/help', severity: 'error', at, message: 'two', related: [] },
    ]);
    expect(Object.keys(diagnostics[1]!)).not.toContain('help');
  });
});

describe('a rule that fails', () => {
  const first = (texts: Readonly<Record<string, string>>) =>
    lintModel(projectOf(texts), {}, [failing]).diagnostics.map(({ at: { file, span } }) => [
      file.path,
      file.name,
      file.text,
      span,
    ]);
  const START = { start: 0, end: 0 };

  it('is reported with its error and where to report it', () => {
    expect(lintModel(projectOf({}), {}, [failing])).toMatchObject({
      crashed: true,
      isLimited: false,
      diagnostics: [
        {
          ruleId: 'eblint/crash',
          message: 'Rule test/failing failed: TypeError: x is undefined',
          help: 'This is a bug in eblint. Please report it at https://github.com/eblint/eblint/issues.',
        },
      ],
    });
  });

  it('is at the first file there is, or at the project', () => {
    expect(first({ [CONFIG]: 'a: 1\n', Procfile: 'web: x\n' })).toEqual([
      [`/project/${CONFIG}`, CONFIG, 'a: 1\n', START],
    ]);
    expect(first({ Procfile: 'web: x\n' })).toEqual([['/project/Procfile', 'Procfile', 'web: x\n', START]]);
    expect(first({})).toEqual([['/project', '.', '', START]]);
  });

  it('is another thing than one with too many findings', () => {
    const many = testRule('test/many', () =>
      Array.from({ length: 9 }, (_, index) => ({ at, message: `m${index}` })),
    );
    const { crashed, diagnostics } = lintModel(projectOf({}), {}, [many], LIMITS);
    expect(crashed).toBe(false);
    expect(diagnostics.map(({ ruleId }) => ruleId).sort()).toEqual([
      'eblint/too-many',
      'test/many',
      'test/many',
      'test/many',
    ]);
  });
});

it('a rule is not asked for more findings than are kept', () => {
  let asked = 0;
  const endless = testRule('test/endless', function* () {
    for (;;) {
      if (asked++ > 100) throw new Error('asked too often');
      yield { at, message: `m${asked}` };
    }
  });
  expect(lintModel(projectOf({}), {}, [endless], LIMITS).diagnostics).toHaveLength(4);
  expect(asked).toBe(4);
});

describe('what lacks a platform', () => {
  const needing = testRule('test/needing', () => [], { needsPlatform: true });
  const lacked = (platform?: string, options: LintOptions = {}) =>
    lintModel(projectOf({}, platform), options, [silent, needing]).lackedPlatform;

  it('are the active rules that need one', () => {
    expect(lacked()).toEqual(['test/needing']);
    expect(lacked(undefined, { severities: new Map([['test/needing', 'off']]) })).toEqual([]);
  });

  it('is nothing where generation and language are known', () => {
    expect(lacked('64bit Amazon Linux 2023 v4.0.0 running Python 3.11')).toEqual([]);
  });

  it('is still that where only the generation is known', () => {
    expect(lacked('64bit Amazon Linux 2023')).toEqual(['test/needing']);
  });
});

it('a strict rule is off unless somebody asks for it', () => {
  const strict = testRule('test/strict', () => [{ at, message: 'm' }], { preset: 'strict' });
  const count = (options: LintOptions) => lintModel(projectOf({}), options, [strict]).diagnostics.length;
  expect([count({}), count({ preset: 'recommended' }), count({ preset: 'strict' })]).toEqual([0, 0, 1]);
  expect(count({ severities: new Map([['test/strict', 'warning']]) })).toBe(1);
});

it('a comment is not called unused where its rule failed or stopped early', () => {
  const comment = '# eblint-disable-next-line settings/placeholder -- why\na: 1\n';
  const unused = (check: () => never[]) =>
    lintModel(projectOf({ [CONFIG]: comment }), {}, [
      testRule('settings/placeholder', check),
    ]).diagnostics.map(({ ruleId }) => ruleId);
  expect(unused(() => [])).toEqual(['suppression/unused']);
  expect(
    unused(() => {
      throw new Error('x');
    }),
  ).toEqual(['eblint/crash']);
});
