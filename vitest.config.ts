import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They take as long as all others: `npm run growth`.
    exclude: ['test/growth/**'],
    globalSetup: 'test/support/shared.ts',
    // An expected report that is missing is a failure, not a file to be written: `npm run update` writes them.
    update: 'none',
    env: { NO_COLOR: '1' },
    coverage: { include: ['src/**'], exclude: ['src/cli.ts', 'src/main.ts'] },
  },
});
