import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import { APART, base } from './base.js';

/** The tests that notice most stand first: with the first failure the mutant is done for. */
const FIRST = ['test/rules/rules.test.ts', 'test/rules/projects.test.ts'];

class RulesFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    const rank = (path: string) => FIRST.findIndex((name) => path.endsWith(name)) >>> 0;
    const names = files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
    return Promise.resolve(names.sort((a, b) => rank(a.moduleId) - rank(b.moduleId)));
  }
}

/** The tests of the core alone: what packs, installs, measures or stresses would run once per mutant. */
export default defineConfig({
  test: {
    ...base,
    include: ['test/**/*.test.ts'],
    exclude: [
      ...APART,
      'test/**/attacks*',
      'test/**/bench.test.ts',
      'test/**/build.test.ts',
      'test/**/cli.test.ts',
      'test/**/compile-cache*',
      'test/**/docs.test.ts',
      'test/**/edges-*',
      'test/**/find-projects*',
      'test/**/growth*',
      'test/**/hostile*',
      'test/**/house.test.ts',
      'test/**/options*.test.ts',
      'test/**/permissions*',
      'test/**/properties*',
      'test/**/read-project*',
      'test/**/report*',
      'test/**/run.test.ts',
      'test/**/standard-output.test.ts',
      'test/**/write-file*',
    ],
    bail: 1,
    // A mutant is switched on by a variable: nothing has to be loaded again for each file of tests.
    isolate: false,
    env: { ...base.env, EBLINT_MAX_RUNS: '50' },
    sequence: { sequencer: RulesFirst },
  },
});
