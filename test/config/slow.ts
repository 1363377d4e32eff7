import { defineConfig } from 'vitest/config';
import { base, SLOW } from './base.js';

export default defineConfig({
  test: {
    ...base,
    include: SLOW,
    testTimeout: 60_000,
  },
});
