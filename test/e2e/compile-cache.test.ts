import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { cacheFolder } from '../../src/io/compile-cache.js';
import { installedProgram, INSTALL_TIMEOUT, type Program } from '../support/program.js';
import { nodes } from '../support/nodes.js';
import { temporaryFolder } from '../support/temporary.js';

const home = (files: Readonly<Record<string, string>> = {}): string => {
  const folder = temporaryFolder(files);
  chmodSync(folder, 0o700);
  return folder;
};

describe('the folder of the compile cache', () => {
  const elsewhere = temporaryFolder({});
  const folderFor = (env: NodeJS.ProcessEnv, { args = [] as string[], cwd = elsewhere } = {}) =>
    cacheFolder({ env, argv: ['node', 'cli.cjs', ...args], cwd: () => cwd });

  it('is below the caches of the user', () => {
    const HOME = home();
    expect(folderFor({ HOME })).toBe(join(HOME, '.cache/eblint'));
    expect(statSync(join(HOME, '.cache/eblint')).mode & 0o777).toBe(0o700);
  });

  it.each(['XDG_CACHE_HOME', 'LOCALAPPDATA'])('is below %s where that is set', (name) => {
    const caches = home();
    expect(folderFor({ HOME: home(), [name]: caches })).toBe(join(caches, 'eblint'));
  });

  it.each([
    ['nothing says where', {}],
    ['the path is relative', { HOME: '.' }],
    ['the caches are relative', { HOME: '/', XDG_CACHE_HOME: 'x' }],
    ['there is no such folder', { HOME: '/nonexistent/of/nobody' }],
  ])('is absent where %s', (_, env) => {
    expect(folderFor(env)).toBeUndefined();
  });

  it.each(['NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE', 'NODE_V8_COVERAGE'])(
    'is absent where %s decides',
    (name) => {
      const HOME = home();
      expect(folderFor({ HOME, [name]: '1' })).toBeUndefined();
      expect(readdirSync(HOME)).toEqual([]);
    },
  );

  it.runIf(process.platform === 'linux')('is absent where no folder can be made', () => {
    expect(
      cacheFolder({ env: { XDG_CACHE_HOME: '/proc' }, argv: [], cwd: () => temporaryFolder({}) }),
    ).toBeUndefined();
  });

  it('is absent where the current folder is gone', () => {
    const HOME = home();
    const cwd = () => {
      throw new Error('ENOENT');
    };
    expect(cacheFolder({ env: { HOME }, argv: [], cwd })).toBeUndefined();
  });

  describe('is not where others may have written the files', () => {
    const MARKERS = [
      ...['.git/', '.git', '.hg/', '.svn/', '.jj/'],
      ...['.ebextensions/', '.platform/', '.elasticbeanstalk/', 'Dockerrun.aws.json', 'Procfile'],
    ];
    it.each(MARKERS)('below a folder with %s', (marker) => {
      const root = home({ [marker]: '', 'caches/deep/': '' });
      for (const HOME of [root, join(root, 'caches'), join(root, 'caches/deep')]) {
        expect(folderFor({ HOME })).toBeUndefined();
        expect(folderFor({ HOME: home(), XDG_CACHE_HOME: HOME })).toBeUndefined();
        expect(existsSync(join(HOME, '.cache'))).toBe(false);
        expect(existsSync(join(HOME, 'eblint'))).toBe(false);
      }
    });

    it('below a repository whose .git is a link that leads nowhere', () => {
      const HOME = home();
      symlinkSync('/nonexistent', join(HOME, '.git'));
      expect(folderFor({ HOME })).toBeUndefined();
    });

    it.each(['', '.cache', '.cache/eblint'])('through a link %j into a repository', (name) => {
      const root = home({ '.git/': '', 'caches/.cache/eblint/': '' });
      const HOME = join(home(), 'home');
      if (name !== '') mkdirSync(join(HOME, dirname(name)), { recursive: true, mode: 0o700 });
      symlinkSync(join(root, 'caches', name), join(HOME, name));
      expect(folderFor({ HOME })).toBeUndefined();
    });

    it('in the current folder, also if that is a link', () => {
      const root = home({ 'caches/': '' });
      const link = join(home(), 'link');
      symlinkSync(root, link);
      for (const cwd of [root, link, join(root, 'caches'), dirname(root), '/'])
        expect(folderFor({ HOME: join(root, 'caches') }, { cwd })).toBeUndefined();
      expect(readdirSync(join(root, 'caches'))).toEqual([]);
    });

    it('in a path that is checked', () => {
      const root = home({ 'a/home/': '', 'b/': '' });
      const HOME = join(root, 'a/home');
      const cwd = join(root, 'b');
      const link = join(cwd, 'link');
      symlinkSync('..', link);
      const paths = ['../a', join(root, 'a'), '../a/home', '../*', '../a*/x', 'link', 'link/*', '../{a,b}'];
      const wild = ['*/../../a', '{../a,x}', '{/,x}', '--stdin-filename=../a', '--changed=../a'];
      for (const path of [...paths, ...wild])
        expect(folderFor({ HOME }, { cwd, args: ['--strict', path] }), path).toBeUndefined();
      expect(readdirSync(HOME)).toEqual([]);
      for (const path of ['../b', 'x', '--rule', 'routing/*: off', 'x*'])
        expect(folderFor({ HOME }, { cwd, args: [path] }), path).toBeDefined();
    });

    it.each(['CI_PROJECT_DIR', 'GITHUB_WORKSPACE', 'GIT_WORK_TREE', 'INIT_CWD'])('in %s', (name) => {
      const root = home({ 'home/': '' });
      expect(folderFor({ HOME: join(root, 'home'), [name]: root })).toBeUndefined();
      expect(folderFor({ HOME: join(root, 'home'), [name]: join(root, 'other') })).toBeDefined();
    });
  });

  describe('is not where somebody else can write', () => {
    it.each(['', '.cache', '.cache/eblint'])('%j in the home', (name) => {
      const HOME = home();
      mkdirSync(join(HOME, '.cache/eblint'), { recursive: true });
      for (const mode of [0o720, 0o702, 0o1777]) {
        chmodSync(join(HOME, name), mode);
        expect(folderFor({ HOME })).toBeUndefined();
      }
    });

    it('above the home, unless nobody can replace the home there', () => {
      const root = home({ 'shared/home/': '' });
      const HOME = join(root, 'shared/home');
      for (const mode of [0o770, 0o707, 0o777]) {
        chmodSync(join(root, 'shared'), mode);
        expect(folderFor({ HOME })).toBeUndefined();
      }
      chmodSync(join(root, 'shared'), 0o1777);
      expect(folderFor({ HOME })).toBeDefined();
    });

    it('or owns a folder above', () => {
      vi.spyOn(process as { geteuid: () => number }, 'geteuid').mockReturnValue(12_345);
      const found = folderFor({ HOME: home() });
      vi.restoreAllMocks();
      expect(found).toBeUndefined();
    });

    it.runIf(process.geteuid?.() === 0)('or owns one above a home of the user', () => {
      const root = home({ 'theirs/home/': '' });
      expect(folderFor({ HOME: join(root, 'theirs/home') })).toBeDefined();
      chownSync(join(root, 'theirs'), 12_345, 12_345);
      expect(folderFor({ HOME: join(root, 'theirs/home') })).toBeUndefined();
    });
  });
});

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

  it('is compared with its digest once, and again after each change of one of the files', () => {
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
    // As if it had been the last of the first ones, and a very short one: both are before the digest.
    seal(path!, small!, 5 * 2 ** 16 + 1);
    run(HOME);
    expect(readFileSync(path!).length).toBeGreaterThan(small!.length);
  });

  /** Writes code as the program does for its own source: digest of the source and the Node, then of that and the code. */
  const seal = (path: string, bytes: Buffer, run: number): void => {
    const sealed = Buffer.from(bytes);
    sealed.writeUInt32LE(run, sealed.length - 36);
    const sha256 = () => createHash('sha256');
    const version = spawnSync(node!, ['-p', '[process.version,process.platform,process.arch].join("-")'], {
      encoding: 'utf8',
    });
    const source = readFileSync(join(dirname(program.cli), 'chunks/lint.chunk.cjs'));
    const identity = sha256().update(version.stdout).update(source).digest();
    sha256()
      .update(identity)
      .update(sealed.subarray(0, -32))
      .digest()
      .copy(sealed, sealed.length - 32);
    writeFileSync(path, sealed);
  };

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
