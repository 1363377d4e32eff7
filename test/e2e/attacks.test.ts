import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatNames } from '../../src/report/formats.js';
import { type Attack, attackedProject, SECRET } from '../hostile/attacks.js';
import { REPOSITORY } from '../support/fixtures.js';
import { nodes } from '../support/nodes.js';
import { INSTALL_TIMEOUT, installedProgram, type Program, runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

const WATCH = `${REPOSITORY}test/hostile/watch.mjs`;

let program: Program;
beforeAll(async () => {
  program = await installedProgram();
}, INSTALL_TIMEOUT);

/** Everything below a folder, with what can be seen of it from outside. */
const snapshot = (folder: string): unknown[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const { mode, mtimeMs, size } = lstatSync(path);
      const link = lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
      const text = lstatSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
      return { path, mode, mtimeMs, size, link, text };
    });

/** Node's permission model had another name when it was new. */
const permissionFlag = (node: string): string =>
  spawnSync(node, ['--permission', '-e', '0']).status === 0 ? '--permission' : '--experimental-permission';

interface Watched {
  readonly touched: readonly string[];
  readonly started: readonly string[];
}

describe.each(nodes().filter(({ path }) => path))('on Node $major', ({ path: node = '' }) => {
  const permission = permissionFlag(node);

  /** A run that may read the project and the program, watched. */
  function confined({ root }: Attack, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const { status, stdout, stderr } = runProgram(program, args, {
      cwd: root,
      node,
      env,
      seconds: 120,
      nodeOptions: [
        permission,
        '--no-warnings',
        `--allow-fs-read=${join(program.folder, '*')}`,
        `--allow-fs-read=${join(root, '*')}`,
        `--allow-fs-read=${WATCH}`,
        `--import=${pathToFileURL(WATCH).href}`,
      ],
    });
    const [said = '', watched = '{}'] = stderr.split(/^WATCHED /m);
    return { status, stdout, stderr: said, ...(JSON.parse(watched) as Watched) };
  }

  /** Paths outside of the project and the program. A handle that the run holds open is asked what it leads to. */
  const strayed = ({ touched }: Watched, { root }: Attack): string[] =>
    touched.filter((call) => {
      if (/^readlinkSync \/proc\/self\/fd\/\d+$/.test(call)) return false;
      const path = call.slice(call.indexOf(' ') + 1);
      return ![root, program.folder].some((folder) => path === folder || path.startsWith(`${folder}/`));
    });

  const RUNS: [string, (attack: Attack) => readonly string[]][] = [
    ...formatNames.map((name): (typeof RUNS)[number] => [
      `--format ${name}`,
      () => ['--format', name, '--preset', 'strict'],
    ]),
    ['names of files behind --', ({ names }) => ['--', ...names]],
    ['--fix', () => ['--fix', '--unsafe-fixes']],
    ['--fix-dry-run', () => ['--fix-dry-run']],
    ['--output-file over a file', () => ['--output-file', 'index.js']],
    ['--output-file through a link', () => ['--output-file', '.ebextensions/90.config']],
  ];

  it.each(RUNS)(
    '%s writes, starts and loads nothing, reads what it must and prints no secret',
    (_, argsOf) => {
      const attack = attackedProject();
      const before = [snapshot(attack.root), snapshot(attack.outside)];
      const args = argsOf(attack);
      const run = confined(attack, args);
      expect([1, 2]).toContain(run.status);
      expect(run.started).toEqual([]);
      expect(strayed(run, attack)).toEqual([]);
      // The watch sees: what has to be read was.
      expect(run.touched).toContainEqual(expect.stringMatching(/Sync .*\.ebextensions\/01\.config$/));
      expect(run.stdout + run.stderr).not.toMatch(/^TRAPPED$/m);
      if (!args.includes('--fix-dry-run')) expect(run.stdout + run.stderr).not.toContain(SECRET);
      expect([snapshot(attack.root), snapshot(attack.outside)]).toEqual(before);
    },
    120_000,
  );

  it('keeps nothing in a home that it may not write', () => {
    const HOME = temporaryFolder({});
    const attack = attackedProject();
    const { status, stdout, stderr } = confined(attack, ['--format', 'unix'], { HOME });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(confined(attack, ['--format', 'unix']).stdout);
    expect(readdirSync(HOME)).toEqual([]);
  }, 60_000);
});
