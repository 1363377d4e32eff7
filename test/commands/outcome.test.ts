import { expect, it } from 'vitest';
import type { CheckedProject } from '../../src/commands/checking/check-project.js';
import { OutcomeSum } from '../../src/commands/outcome.js';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';

const result = (filePath: string) => ({ filePath }) as LintResult;

const checked = (over: Partial<CheckedProject> = {}): CheckedProject => ({
  results: [],
  files: 0,
  crashed: false,
  lackedPlatform: [],
  lostFiles: [],
  cost: { pieces: 0, characters: 0 } as unknown as CheckedProject['cost'],
  ...over,
});

const entry = (file: string) => ({ file, ruleId: 'procfile/invalid-line', path: 'web', count: 1 });
const timing = (own: number) => ({ name: 'a', own, calls: 1 });

it('adds up what is found in several projects', () => {
  const sum = new OutcomeSum();
  sum.add(
    '/b',
    checked({
      results: [result('/b/y'), result('/b/x')],
      files: 2,
      lackedPlatform: ['procfile/invalid-line'],
    }),
  );
  sum.add(
    '/a',
    checked({
      results: [result('/a/z')],
      files: 3,
      crashed: true,
      diff: 'one',
      refusals: ['refused'],
      lostFiles: ['/a/lost'],
      baseline: { found: [entry('f')], stale: [entry('s')], renamed: [] },
      done: { fixed: 4, paths: ['/a/z'], refused: [] },
      timings: [timing(1)],
    }),
  );
  sum.add(
    '/c',
    checked({
      diff: 'two',
      done: { fixed: 5, paths: ['/c'], refused: [] },
      timings: [timing(2)],
    }),
  );
  expect(sum.total([])).toEqual({
    results: ['/a/z', '/b/x', '/b/y'].map(result),
    isInterrupted: false,
    crashed: true,
    diff: 'onetwo',
    projectRoots: ['/b', '/a', '/c'],
    files: 5,
    lackedPlatform: new Set(['procfile/invalid-line']),
    lostFiles: ['/a/lost'],
    refusals: ['refused'],
    baselined: { found: [entry('f')], stale: [entry('s')], renamed: [] },
    done: { fixed: 9, paths: ['/a/z', '/c'], refused: [] },
    timings: [{ name: 'a', own: 3, calls: 2 }],
  });
});

it('finds nothing in no project', () => {
  expect(new OutcomeSum().total([])).toEqual({
    results: [],
    isInterrupted: false,
    crashed: false,
    diff: '',
    projectRoots: [],
    files: 0,
    lackedPlatform: new Set(),
    lostFiles: [],
    refusals: [],
    baselined: { found: [], stale: [], renamed: [] },
    done: { fixed: 0, paths: [], refused: [] },
    timings: [],
  });
});
