// Adds to projects with mistakes what has nothing to do with these, and fails if a finding goes because of it:
// npm run additions -- [--count N] [--seed S], on the fixtures, and on the projects below the folder that EBLINT_CORPUS names
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
});
if (!(Number(values.count) > 0) || !Number.isInteger(Number(values.seed))) {
  console.error('Usage: npm run additions -- [--count N] [--seed S]');
  process.exit(2);
}
console.log(`Seed ${values.seed}, ${values.count} additions`);
const { status } = spawnSync(
  'npx',
  ['vitest', 'run', '--project', 'unit', 'test/rules/unrelated-additions.test.ts'],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    env: { ...process.env, EBLINT_ADDITIONS: values.count, EBLINT_ADDITIONS_SEED: values.seed },
  },
);
process.exit(status ?? 2);
