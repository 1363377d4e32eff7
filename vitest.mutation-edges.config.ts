import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The tests of what stands around the core: no fixture of a rule tells more of a format or a flag. */
export default defineConfig({
  test: {
    // Merged, the list of the tests would be added to the one of all tests.
    ...base.test,
    include: [
      'test/catalogue.test.ts',
      'test/edges-*.test.ts',
      'test/find-projects*.test.ts',
      'test/fix-project*.test.ts',
      'test/lint-project*.test.ts',
      'test/options*.test.ts',
      'test/project-linter*.test.ts',
      'test/read-project*.test.ts',
      'test/report*.test.ts',
      'test/run*.test.ts',
      'test/suppressions*.test.ts',
      'test/write-file*.test.ts',
    ],
    setupFiles: ['test/support/load-everything.ts'],
    testTimeout: 60_000,
    bail: 1,
    isolate: false,
    env: { ...base.test?.env, EBLINT_MAX_RUNS: '50' },
  },
});
