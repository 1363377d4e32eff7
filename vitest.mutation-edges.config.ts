import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/**
 * The tests of what is around the core. No fixture of a rule tells more of a format or a flag, and what starts the built
 * program never meets a mutant.
 */
export default defineConfig({
  test: {
    // Merged, the list of the tests would be added to the one of all tests.
    ...base.test,
    include: [
      'test/**/*-edges.test.ts',
      'test/edges-*.test.ts',
      'test/bounded.test.ts',
      'test/build-commands.test.ts',
      'test/catalogue-diff.test.ts',
      'test/check-*.test.ts',
      'test/compile-cache.test.ts',
      'test/disk.test.ts',
      'test/edit-text.test.ts',
      'test/find-projects.test.ts',
      'test/fix-candidate.test.ts',
      'test/fix-project.test.ts',
      'test/foreign-formatter.test.ts',
      'test/keeps-meaning.test.ts',
      'test/lint-project.test.ts',
      'test/options*.test.ts',
      'test/project-linter.test.ts',
      'test/read-input.test.ts',
      'test/read-limits.test.ts',
      'test/read-project.test.ts',
      'test/related-fixes.test.ts',
      'test/renamed-rules.test.ts',
      'test/replace-file.test.ts',
      'test/report*.test.ts',
      'test/rule-examples.test.ts',
      'test/run*.test.ts',
      'test/separate-fixes.test.ts',
      'test/suppression*.test.ts',
      'test/text.test.ts',
      'test/try-fixes.test.ts',
      'test/unified-diff.test.ts',
      'test/verify-fixes.test.ts',
      'test/within-budget.test.ts',
      'test/without-*.test.ts',
      'test/write-report.test.ts',
    ],
    // It starts a process for each case.
    exclude: ['test/report-pretty.test.ts'],
    setupFiles: ['test/support/load-everything.ts'],
    testTimeout: 60_000,
    bail: 1,
    isolate: false,
    env: { ...base.test?.env, EBLINT_MAX_RUNS: '20' },
  },
});
