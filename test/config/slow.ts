import { defineConfig } from 'vitest/config';
import { base, SLOW } from './base.js';

export default defineConfig({
  test: {
    ...base,
    include: SLOW,
    // All processors: vitest leaves one to the desk, which is half of two.
    maxWorkers: '100%',
    testTimeout: 60_000,
  },
});
