import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/growth/*.test.ts'],
    globalSetup: 'test/support/shared.ts',
    update: 'none',
    env: { NO_COLOR: '1' },
  },
});
