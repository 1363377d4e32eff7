import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodes } from '../support/nodes.js';
import { INSTALL_TIMEOUT, installedProgram, type Program } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

const installed = nodes().filter(({ path }) => path !== undefined);

describe.each(installed)('the compile cache of Node $major', ({ major, path: node }) => {
  let program: Program;
  beforeAll(async () => {
    program = await installedProgram();
  }, INSTALL_TIMEOUT);

  const FILES = { '.ebextensions/a.config': 'commands: {', Procfile: 'web: daphne -p 5001 x:app\n' };
  const run = (
    HOME: string,
    env: Readonly<Record<string, string>> = {},
    cli = program.cli,
    args = ['--format', 'unix'],
  ) => {
    const cwd = temporaryFolder(FILES);
    const { status, stdout, stderr } = spawnSync(node!, [cli, ...args], {
      cwd,
      encoding: 'utf8',
      env: { HOME, NO_COLOR: '1', ...env },
    });
    expect(readdirSync(cwd).sort()).toEqual(
      Object.keys(FILES)
        .map((name) => name.split('/')[0]!)
        .sort(),
    );
    return { status, stderr, stdout: stdout.replaceAll(cwd, '') };
  };
  const cached = (HOME: string): string[] =>
    readdirSync(join(HOME, '.cache/eblint'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  const contents = (HOME: string) => new Map(cached(HOME).map((path) => [path, readFileSync(path)]));

  it('is filled by the first runs and gives the same report', () => {
    const HOME = temporaryFolder({});
    const first = run(HOME);
    expect(first).toMatchObject({ status: 1, stderr: '' });
    const written = () => cached(HOME).map((path) => [path, statSync(path).mtimeMs]);
    expect(written().length).toBeGreaterThan(0);
    // The first ones store more, and the next one proves what the last of them has stored.
    for (let more = 0; more < 6; more++) expect(run(HOME)).toEqual(first);
    const stored = written();
    expect(run(HOME)).toEqual(first);
    expect(written()).toEqual(stored);
  }, 30_000);

  it.each(['NODE_DISABLE_COMPILE_CACHE'])('stays empty with %s', (name) => {
    const HOME = temporaryFolder({});
    run(HOME, { [name]: '1' });
    expect(readdirSync(HOME)).toEqual([]);
  });

  it.each(['--version', '--help'])('is not looked for with %s', (flag) => {
    const HOME = temporaryFolder({});
    expect(run(HOME, {}, program.cli, [flag])).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(HOME)).toEqual([]);
  });

  it('is used beside flags of V8 that it knows: two or three for a short run, and two for the memory of a server', () => {
    const folder = temporaryFolder({
      'tell.cjs': `const v8 = require('node:v8');
        const set = v8.setFlagsFromString;
        v8.setFlagsFromString = (flag) => (console.error(flag), set(flag));`,
    });
    const env = { NODE_OPTIONS: `--require ${join(folder, 'tell.cjs')}` };
    const ofShortRuns = [
      ...['--no-regexp-tier-up', '--semi-space-growth-factor=16'],
      ...(major === 20 ? ['--interrupt-budget=600000'] : []),
    ];
    expect(run(temporaryFolder({}), env).stderr.split('\n')).toEqual([...ofShortRuns, '']);
    expect(run(temporaryFolder({}), env, program.cli, ['lsp']).stderr.split('\n')).toEqual([
      ...ofShortRuns,
      '--heap-growing-percent=20',
      '--semi-space-growth-factor=1',
      '',
    ]);
    expect(run(temporaryFolder({}), { ...env, EBLINT_THREAD: '1' }).stderr).toBe('');
    expect(run(temporaryFolder({}), env, program.cli, ['--version']).stderr).toBe('');
  });

  it.runIf(major >= 22)('is where NODE_COMPILE_CACHE says', () => {
    const [HOME, NODE_COMPILE_CACHE] = [temporaryFolder({}), temporaryFolder({})];
    run(HOME, { NODE_COMPILE_CACHE });
    expect(readdirSync(HOME)).toEqual([]);
    expect(readdirSync(NODE_COMPILE_CACHE)).toHaveLength(1);
  });

  it('is not taken where a bit of it has changed', () => {
    const HOME = temporaryFolder({});
    const first = run(HOME);
    const originals = contents(HOME);
    for (const part of [0.01, 0.2, 0.5, 0.9, 1]) {
      for (const [path, bytes] of originals) {
        const spoilt = Buffer.from(bytes);
        spoilt[Math.floor((spoilt.length - 1) * part)]! ^= 4;
        writeFileSync(path, spoilt);
      }
      expect(run(HOME)).toEqual(first);
    }
  }, 30_000);

  /** Of the largest module, beside which Node's own cache may be. */
  const stored = (HOME: string) =>
    [...contents(HOME)].find(([path]) => path.includes('-lint-') && !path.endsWith('.proof')) ?? [];

  const proofs = (HOME: string) => cached(HOME).filter((path) => path.endsWith('.proof'));

  it('is stored again after each change of one of the files', () => {
    const HOME = temporaryFolder({});
    for (let looks = 0; looks < 7; looks++) run(HOME);
    const inodes = () => proofs(HOME).map((path) => statSync(path).ino);
    const proved = inodes();
    expect(proved.length).toBeGreaterThan(0);
    run(HOME);
    expect(inodes()).toEqual(proved);
    const [path, bytes] = stored(HOME);
    writeFileSync(path!, bytes!);
    run(HOME);
    expect(inodes()).not.toEqual(proved);
  }, 30_000);

  it('is not taken where a bit of it has changed after it was proved', () => {
    const HOME = temporaryFolder({});
    const first = run(HOME);
    for (let looks = 0; looks < 7; looks++) run(HOME);
    const originals = contents(HOME);
    for (const part of [0.01, 0.2, 0.5, 0.9, 1]) {
      for (const [path, bytes] of originals) {
        const spoilt = Buffer.from(bytes);
        if (!path.endsWith('.proof')) spoilt[Math.floor((spoilt.length - 1) * part)]! ^= 4;
        writeFileSync(path, spoilt);
      }
      expect(run(HOME)).toEqual(first);
    }
  }, 30_000);

  it('is not taken for another source at the place of one for which it was proved', () => {
    const HOME = temporaryFolder({});
    const copy = temporaryFolder({});
    cpSync(dirname(program.cli), copy, { recursive: true });
    const cli = join(copy, 'cli.cjs');
    const first = run(HOME, {}, cli);
    for (let looks = 0; looks < 7; looks++) run(HOME, {}, cli);
    const chunk = join(copy, 'chunks/lint.chunk.cjs');
    const { atime, mtime } = statSync(chunk);
    writeFileSync(chunk, readFileSync(chunk, 'utf8').replaceAll('is missing before', 'IS MISSING BEFORE'));
    // What a package manager sets is no proof.
    utimesSync(chunk, atime, mtime);
    const other = run(HOME, {}, cli);
    expect(other).not.toEqual(first);
    expect(other.stdout).toContain('IS MISSING BEFORE');
  }, 30_000);

  it.each(['', 'x', '\n\n', 'x\ny\nz'])('has no use for a proof that is %j', (text) => {
    const HOME = temporaryFolder({});
    const first = run(HOME);
    run(HOME);
    for (const path of proofs(HOME)) writeFileSync(path, text);
    expect(run(HOME)).toEqual(first);
    expect(proofs(HOME).map((path) => readFileSync(path, 'utf8'))).not.toContain(text);
  });

  it('is stored again by each of the first runs that needs more', () => {
    const HOME = temporaryFolder({});
    run(HOME, {}, program.cli, ['--list-rules']);
    const [path, small] = stored(HOME);
    run(HOME);
    expect(readFileSync(path!).length).toBeGreaterThan(small!.length);
  });

  it('is stored again by a longer run that needs more', () => {
    const HOME = temporaryFolder({});
    run(HOME, {}, program.cli, ['--list-rules']);
    const [path, small] = stored(HOME);
    // As if it had been the last of the first ones, and a very short one.
    seal(path!, small!, 5 * 2 ** 16 + 1);
    run(HOME);
    expect(readFileSync(path!).length).toBeGreaterThan(small!.length);
  });

  /** Writes code as the program does: what the run was like at its end, and a proof beside it. */
  const seal = (path: string, bytes: Buffer, run: number): void => {
    const sealed = Buffer.from(bytes);
    sealed.writeUInt32LE(run, sealed.length - 4);
    writeFileSync(path, sealed);
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    writeFileSync(`${path}.proof`, [dev, ino, size, mtimeNs, ctimeNs].join(' '));
  };

  it('is not run from an unpacked archive, in which somebody else has stored it', () => {
    const HOME = temporaryFolder({});
    const first = run(HOME);
    // The code of the author of the archive, for this very program: it has its length, and says something else.
    const copy = temporaryFolder({});
    cpSync(dirname(program.cli), copy, { recursive: true });
    const chunk = join(copy, 'chunks/lint.chunk.cjs');
    const text = readFileSync(chunk, 'utf8');
    writeFileSync(chunk, text.replaceAll('is missing before', 'IS MISSING BEFORE'));
    const theirs = temporaryFolder({});
    expect(run(theirs, {}, join(copy, 'cli.cjs')).stdout).toContain('IS MISSING BEFORE');
    const [path] = stored(HOME);
    const name = basename(path!);
    const [evil] = stored(theirs);
    const archive = temporaryFolder({ 'app/': '' });
    const cache = join(archive, '.cache/eblint');
    cpSync(join(theirs, '.cache'), join(archive, '.cache'), { recursive: true });
    renameSync(join(cache, basename(evil!)), join(cache, name));
    seal(join(cache, name), readFileSync(join(cache, name)), 1);
    const unpacked = temporaryFolder({});
    execFileSync('sh', ['-c', `tar -C ${archive} -cf - . | tar -C ${unpacked} -xpf -`]);
    expect(readFileSync(join(unpacked, '.cache/eblint', name))).toEqual(readFileSync(join(cache, name)));
    expect(run(unpacked)).toEqual(first);
  }, 120_000);

  /** What is in place of the stored code is not opened, and replaced where that is possible. */
  it.runIf(process.platform === 'linux')(
    'is taken only from an ordinary file of the user',
    () => {
      const HOME = temporaryFolder({});
      const first = run(HOME);
      const [path, bytes] = stored(HOME);
      const other = join(HOME, 'other');
      writeFileSync(other, bytes!);
      const places: Readonly<Record<string, () => void>> = {
        'a pipe': () => void execFileSync('mkfifo', [path!]),
        'a link to a file': () => {
          symlinkSync(other, path!);
        },
        'a link to a device': () => {
          symlinkSync('/dev/zero', path!);
        },
        'a link to itself': () => {
          symlinkSync(path!, path!);
        },
        'a second name of a file': () => {
          linkSync(other, path!);
        },
        'a file that others may write': () => {
          writeFileSync(path!, bytes!);
          chmodSync(path!, 0o666);
        },
        'a file of 1 TB': () => {
          writeFileSync(path!, '');
          truncateSync(path!, 2 ** 40);
        },
      };
      for (const [what, make] of Object.entries(places)) {
        rmSync(path!);
        make();
        expect(run(HOME), what).toEqual(first);
        const stats = lstatSync(path!);
        expect([stats.isFile(), stats.nlink, stats.mode & 0o777], what).toEqual([true, 1, 0o600]);
        expect(stats.size, what).toBeLessThan(2 ** 24);
      }
      expect(readFileSync(other).equals(bytes!)).toBe(true);
    },
    60_000,
  );

  it('is never loaded from a checkout, whatever is there', () => {
    const HOME = temporaryFolder({});
    const first = run(HOME);
    const checkout = temporaryFolder({ '.git/': '' });
    cpSync(join(HOME, '.cache'), join(checkout, '.cache'), { recursive: true });
    chmodSync(join(checkout, '.cache'), 0o700);
    const state = () =>
      cached(checkout).map((path) => {
        const { ino, mtimeMs, atimeMs } = statSync(path);
        return { path, ino, mtimeMs, atimeMs };
      });
    const before = state();
    expect(run(checkout)).toEqual(first);
    expect(run(HOME, { XDG_CACHE_HOME: join(checkout, '.cache') })).toEqual(first);
    expect(state()).toEqual(before);
  });

  it('of another source of the same length is not taken under the right name', () => {
    const HOME = temporaryFolder({});
    const copy = temporaryFolder({});
    cpSync(dirname(program.cli), copy, { recursive: true });
    const chunk = join(copy, 'chunks/lint.chunk.cjs');
    writeFileSync(chunk, readFileSync(chunk, 'utf8').replaceAll('is missing before', 'IS MISSING BEFORE'));
    const first = run(HOME);
    const [path] = stored(HOME);
    const evil = temporaryFolder({});
    expect(run(evil, {}, join(copy, 'cli.cjs'))).not.toEqual(first);
    cpSync(stored(evil)[0]!, path!);
    expect(run(HOME)).toEqual(first);
  });

  it.each([0, 3, 35, 36, 1000])('is not taken where only %i bytes were written', (length) => {
    const HOME = temporaryFolder({});
    const first = run(HOME);
    for (const [path, bytes] of contents(HOME)) writeFileSync(path, bytes.subarray(0, length));
    expect(run(HOME)).toEqual(first);
  });

  it('is another one for another source of the same length', () => {
    const HOME = temporaryFolder({});
    run(HOME);
    const names = cached(HOME);
    const copy = temporaryFolder({});
    cpSync(dirname(program.cli), copy, { recursive: true });
    const chunk = join(copy, 'chunks/lint.chunk.cjs');
    writeFileSync(chunk, readFileSync(chunk, 'utf8').replaceAll('finding', 'fimding'));
    run(HOME, {}, join(copy, 'cli.cjs'));
    expect(cached(HOME).length).toBeGreaterThan(names.length);
  });

  it('is absent where nothing can be stored', () => {
    const HOME = temporaryFolder({});
    const first = run(HOME);
    for (const path of cached(HOME)) {
      rmSync(path);
      mkdirSync(path);
    }
    expect(run(HOME)).toEqual(first);
  });
});
