import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, median } from './measure.mjs';

const preload = fileURLToPath(new URL('peak-memory.cjs', import.meta.url));

/**
 * The median of a Node program's peak of resident memory over some runs, in MiB, threads included.
 * @param {import('./measure.mjs').Contender} contender
 */
export function measureMemory({ command: [program, ...args], folder, env: own }, rounds) {
  const scratch = mkdtempSync(join(tmpdir(), 'eblint-bench-peak-'));
  const file = join(scratch, 'peak');
  const env = { ...environment, ...own, EBLINT_BENCH_PEAK: file };
  const peaks = Array.from({ length: rounds }, () => {
    spawnSync(program, ['--require', preload, ...args], { cwd: folder, env, stdio: 'ignore' });
    return Number(readFileSync(file, 'utf8')) / 1024;
  });
  rmSync(scratch, { recursive: true });
  return median(peaks);
}
