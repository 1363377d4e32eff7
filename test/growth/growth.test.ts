import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENCODINGS } from '../../src/explore/lsp/agreement.js';
import { REQUESTS } from '../../src/explore/lsp/messages.js';
import { REPOSITORY } from '../support/fixtures.js';
import { DIMENSIONS } from './dimensions.js';
import { EDITED_SIZE, IN_EDITOR } from './editor-dimensions.js';

const SIZE = 150;
const MAX_EXPONENT = 1.3;

interface Work {
  /** Of the texts and names. */
  readonly size: number;
  readonly blocks: number;
  readonly characters: number;
}

let work: ReadonlyMap<string, readonly Work[]>;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'eblint-growth-'));
  try {
    const bundle = await rolldown({
      input: `${REPOSITORY}test/growth/program.ts`,
      platform: 'node',
      resolve: { alias: { yaml: `${REPOSITORY}node_modules/yaml/browser/index.js` } },
    });
    await bundle.write({
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name].mjs',
    });
    await bundle.close();
    const tasks = Object.entries(DIMENSIONS).map(([name, { files, action = 'lint', size = SIZE }]) => ({
      name,
      action,
      projects: [size, 2 * size, 4 * size].map(files),
    }));
    const inEditor = Object.entries(IN_EDITOR).flatMap(([name, files]) =>
      ENCODINGS.map((encoding) => ({
        name: `${name} in ${encoding}`,
        action: encoding,
        projects: [EDITED_SIZE, 2 * EDITED_SIZE, 4 * EDITED_SIZE].map(files),
      })),
    );
    const { stdout, stderr } = spawnSync(
      process.execPath,
      // Code that V8 throws away takes its counts with it, and what it optimizes is not counted everywhere.
      ['--no-flush-bytecode', '--no-opt', `${REPOSITORY}test/growth/count.mjs`, join(folder, 'program.mjs')],
      { input: JSON.stringify([...tasks, ...inEditor]), encoding: 'utf8', maxBuffer: 2 ** 26 },
    );
    if (!stdout) throw new Error(stderr);
    const counts = JSON.parse(stdout) as { name: string; work: Work[] }[];
    work = new Map(counts.map((count) => [count.name, count.work]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 900_000);

/** How fast work grows with the texts: 1 where it grows in step, 2 where it grows with the square of their size. */
function exponent([small, middle, large]: readonly Work[], of: keyof Work): number {
  const more = large![of] - middle![of];
  // What has a bound of its own ends to grow.
  if (more < 20_000) return 0;
  const sizes = (large!.size - middle!.size) / (middle!.size - small!.size);
  return Math.log(more / Math.max(1, middle![of] - small![of])) / Math.log(sizes);
}

function expectGrowthInStep(name: string): void {
  const counts = work.get(name)!;
  expect(exponent(counts, 'blocks'), `blocks ${JSON.stringify(counts)}`).toBeLessThan(MAX_EXPONENT);
  expect(exponent(counts, 'characters'), `characters ${JSON.stringify(counts)}`).toBeLessThan(MAX_EXPONENT);
}

describe('work grows in step with', () => {
  it.each(Object.keys(DIMENSIONS))('%s', expectGrowthInStep);
});

describe.each(Object.keys(IN_EDITOR))('what an editor asks grows in step with %s', (name) => {
  it.each(
    ENCODINGS.flatMap((encoding) => ['diagnostics', ...REQUESTS].map((asked) => [asked, encoding] as const)),
  )('%s in %s', (asked, encoding) => {
    expectGrowthInStep(`${name} in ${encoding}: ${asked}`);
  });
});
