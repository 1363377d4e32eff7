import { defineConfig } from 'vitest/config';
import { base } from './base.js';

export default defineConfig({
  test: {
    ...base,
    globalSetup: [base.globalSetup, 'test/clients/install.ts'],
    include: ['test/clients/*.test.ts'],
    // They mostly wait.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // What was installed is deleted meanwhile.
    teardownTimeout: 120_000,
  },
});
