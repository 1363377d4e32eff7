// Tries the invariants of test/support/invariants.ts on random projects for some minutes, and keeps what breaks one as a
// file in test/regressions/projects/: npm run fuzz -- [--minutes N] [--seed S]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error('Usage: npm run fuzz -- [--minutes N] [--seed S]');
  process.exit(2);
}
console.log(`Seed ${seed}, ${minutes} min`);
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--config', 'vitest.slow.config.ts', 'test/hostile/properties.test.ts'],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    env: { ...process.env, EBLINT_FUZZ_SECONDS: String(minutes * 60), EBLINT_FUZZ_SEED: String(seed) },
  },
);
process.exit(status ?? 2);
