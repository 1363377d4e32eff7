// Tries the invariants of test/support/invariants.ts on random projects for some minutes, and keeps what breaks one as a
// file in test/regressions/projects/. With --edits, makes so many random edits and requests in an editor instead, and compares
// what it shows with a fresh check: npm run fuzz -- [--minutes N | --edits N] [--seed S]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    edits: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !(Number(values.edits ?? 1) > 0) || !Number.isInteger(seed)) {
  console.error('Usage: npm run fuzz -- [--minutes N | --edits N] [--seed S]');
  process.exit(2);
}
console.log(`Seed ${seed}, ${values.edits === undefined ? `${minutes} min` : `${values.edits} edits`}`);
const { status } = spawnSync(
  'npx',
  values.edits === undefined
    ? ['vitest', 'run', '--config', 'test/config/slow.ts', 'test/hostile/properties.test.ts']
    : [
        'vitest',
        'run',
        '--project',
        'unit',
        'test/explore/lsp/fuzz.test.ts',
        'test/lint/relinted-project.test.ts',
      ],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    env: {
      ...process.env,
      EBLINT_FUZZ_SECONDS: String(minutes * 60),
      EBLINT_FUZZ_SEED: String(seed),
      ...(values.edits !== undefined && { EBLINT_FUZZ_EDITS: values.edits }),
    },
  },
);
process.exit(status ?? 2);
