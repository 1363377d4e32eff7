import { defineConfig } from 'vitest/config';
import { APART, base, SLOW } from './test/config/base.js';

/** They replace modules of Node, or measure and stop processes. */
const EDGES = ['test/io/**/*.test.ts', 'test/e2e/**/*.test.ts', 'test/hostile/**/*.test.ts'];

export default defineConfig({
  test: {
    update: base.update,
    // All processors: vitest leaves one to the desk, which is half of two.
    maxWorkers: '100%',
    // What was compiled once is kept in node_modules: a second run starts a third faster.
    experimental: { fsModuleCache: true },
    coverage: { include: ['src/**'], exclude: ['src/cli.ts', 'src/main.ts'] },
    projects: [
      {
        test: {
          ...base,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...APART, ...SLOW, ...EDGES],
          // To load everything again for each file takes twice as long as the tests.
          isolate: false,
        },
      },
      { test: { ...base, name: 'edges', include: EDGES, exclude: SLOW } },
    ],
  },
});
