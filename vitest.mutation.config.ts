import { defineConfig, mergeConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The tests of the core alone: what packs, installs, measures or stresses would run once per mutant. */
export default mergeConfig(
  base,
  defineConfig({
    test: {
      exclude: [
        'test/cli.test.ts',
        'test/bench.test.ts',
        'test/docs.test.ts',
        'test/house.test.ts',
        'test/hostile*',
        'test/properties*',
        'test/permissions*',
      ],
      bail: 1,
    },
  }),
);
