import { defineConfig } from 'vitest/config';
import { base } from './base.js';

/**
 * The tests of what is around the core. No fixture of a rule tells more of a format or a flag, and what starts the built
 * program never meets a mutant.
 */
export default defineConfig({
  test: {
    ...base,
    include: [
      'test/{cli,commands,discover,fix,io,lint,report}/**/*.test.ts',
      'test/explore/{lsp,migrate,why}/**/*.test.ts',
      'test/model/bundle/within-budget.test.ts',
      'test/rules/renamed-rules.test.ts',
    ],
    // It starts a process for each case.
    exclude: ['test/report/report-pretty.test.ts'],
    setupFiles: ['test/support/load-everything.ts'],
    testTimeout: 60_000,
    bail: 1,
    isolate: false,
    env: { ...base.env, EBLINT_MAX_RUNS: '20' },
  },
});
