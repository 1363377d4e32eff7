import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { REPOSITORY } from '../support/fixtures.js';

/** The program in a folder of its own, bundled as it is shipped. */
export interface Program {
  readonly folder: string;
  readonly cli: string;
}

export async function buildProgram(): Promise<Program> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eblint-program-')));
  const bundle = await rolldown({
    input: { cli: `${REPOSITORY}src/cli.ts` },
    platform: 'node',
    resolve: { alias: { yaml: `${REPOSITORY}node_modules/yaml/browser/index.js` } },
  });
  await bundle.write({
    dir: folder,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
  });
  await bundle.close();
  return { folder, cli: join(folder, 'cli.cjs') };
}

export interface Bounds {
  readonly cwd: string;
  readonly seconds?: number;
  readonly megabytes?: number;
  readonly nodeOptions?: readonly string[];
  /** Another Node than this one. */
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** One run in a process of its own. `signal` is set where it had to be ended; out of memory is status 134. */
export function runProgram(
  { cli }: Program,
  args: readonly string[],
  { cwd, seconds = 30, megabytes = 512, nodeOptions = [], node = process.execPath, env = {} }: Bounds,
) {
  const { status, signal, stdout, stderr } = spawnSync(
    node,
    [`--max-old-space-size=${megabytes}`, ...nodeOptions, cli, ...args],
    {
      cwd,
      encoding: 'utf8',
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: 2 ** 27,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
    },
  );
  return { status, signal, stdout, stderr };
}
