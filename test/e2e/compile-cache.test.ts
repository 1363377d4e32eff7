import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { useCompileCache } from '../../src/io/compile-cache.js';
import { installedProgram, INSTALL_TIMEOUT, type Program } from '../support/program.js';
import { nodes } from '../support/nodes.js';
import { temporaryFolder } from '../support/temporary.js';

describe('the folder of the compile cache', () => {
  const node = module as { enableCompileCache?: ((folder: string) => unknown) | undefined };
  const before = node.enableCompileCache;
  const enable = vi.fn();
  beforeEach(() => {
    node.enableCompileCache = enable.mockReset();
  });
  afterEach(() => {
    node.enableCompileCache = before;
  });

  const home = (files: Readonly<Record<string, string>> = {}): string => {
    const folder = temporaryFolder(files);
    chmodSync(folder, 0o700);
    return folder;
  };
  const folders = () => enable.mock.calls.map(([folder]: unknown[]) => folder);

  it('is below the caches of the user', () => {
    const HOME = home();
    useCompileCache({ HOME }, '/program');
    expect(folders()).toEqual([join(HOME, '.cache/eblint')]);
    expect(existsSync(join(HOME, '.cache/eblint'))).toBe(true);
  });

  it.each(['XDG_CACHE_HOME', 'LOCALAPPDATA'])('is below %s where that is set', (name) => {
    const caches = home();
    useCompileCache({ HOME: home(), [name]: caches }, '/program');
    expect(folders()).toEqual([join(caches, 'eblint')]);
  });

  it.each([
    ['nothing says where', {}],
    ['the path is relative', { HOME: '.' }],
    ['the caches are relative', { HOME: '/', XDG_CACHE_HOME: 'x' }],
    ['there is no such folder', { HOME: '/nonexistent/of/nobody' }],
  ])('is absent where %s', (_, env) => {
    useCompileCache(env, '/program');
    expect(folders()).toEqual([]);
  });

  it.each(['NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE', 'NODE_V8_COVERAGE'])(
    'is none where %s decides',
    (name) => {
      const HOME = home();
      useCompileCache({ HOME, [name]: '1' }, '/program');
      expect(folders()).toEqual([]);
      expect(readdirSync(HOME)).toEqual([]);
    },
  );

  it.each(['.ebextensions/', '.platform/', '.elasticbeanstalk/', 'Dockerrun.aws.json', 'Procfile'])(
    'is none in a project, by its %s',
    (marker) => {
      const root = home({ [marker]: '', 'home/': '' });
      for (const HOME of [root, join(root, 'home')]) {
        useCompileCache({ HOME }, '/program');
        expect(folders()).toEqual([]);
        expect(existsSync(join(HOME, '.cache'))).toBe(false);
      }
    },
  );

  it('is absent where a link leads into a project', () => {
    const root = home({ '.ebextensions/': '', 'caches/': '' });
    const HOME = home();
    symlinkSync(join(root, 'caches'), join(HOME, '.cache'));
    useCompileCache({ HOME }, '/program');
    expect(folders()).toEqual([]);
    expect(readdirSync(join(root, 'caches'))).toEqual([]);
  });

  it.each(['', '.cache', '.cache/eblint'])('is none where others may write %j in the home', (name) => {
    const HOME = home();
    mkdirSync(join(HOME, '.cache/eblint'), { recursive: true });
    for (const mode of [0o720, 0o702]) {
      chmodSync(join(HOME, name), mode);
      useCompileCache({ HOME }, '/program');
    }
    expect(folders()).toEqual([]);
  });

  it('is absent where the home is of another user', () => {
    vi.spyOn(process as { geteuid: () => number }, 'geteuid').mockReturnValue(12_345);
    useCompileCache({ HOME: home() }, '/program');
    vi.restoreAllMocks();
    expect(folders()).toEqual([]);
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
    for (let more = 0; more < 5; more++) expect(run(HOME)).toEqual(first);
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
  const stored = (HOME: string) => [...contents(HOME)].find(([path]) => path.includes('-lint-')) ?? [];

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
    const brief = Buffer.from(small!);
    // As if it had been the last of the first ones, and a very short one: the checksum begins with both.
    const lastLook = 5 * 2 ** 16 + 1;
    brief.writeUInt32LE(lastLook, brief.length - 8);
    brief.writeUInt32LE(crc32(brief.subarray(0, -8), lastLook), brief.length - 4);
    writeFileSync(path!, brief);
    run(HOME);
    expect(readFileSync(path!).length).toBeGreaterThan(small!.length);
  });

  it.each([0, 3, 4, 1000])('is not taken where only %i bytes were written', (length) => {
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
