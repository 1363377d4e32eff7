import { defineConfig } from 'vitest/config';
import { base } from './base.js';

export default defineConfig({
  test: {
    ...base,
    globalSetup: [base.globalSetup, 'test/clients/install.ts'],
    include: ['test/clients/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
