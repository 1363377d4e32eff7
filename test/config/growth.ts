import { defineConfig } from 'vitest/config';
import { base } from './base.js';

export default defineConfig({
  test: {
    ...base,
    include: ['test/growth/*.test.ts'],
  },
});
