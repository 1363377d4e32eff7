import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import module, { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder, useCompileCache } from '../../src/io/compile-cache.js';
import { storeCompiledCode } from '../../src/io/compiled-code.js';
import {
  MAX_STORED_CODE_BYTES,
  MAX_STORED_CODE_LOOKS,
  MAX_STORED_CODE_RUN_MS,
} from '../../src/util/limits.js';
import { replaceInFs } from '../support/built-in-fs.js';
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

  it('is absent where the path is relative, also if it leads to a home', () => {
    expect(folderFor({ HOME: relative(process.cwd(), home()) })).toBeUndefined();
  });

  it.each(['bun', 'deno'])('is absent in %s', (name) => {
    const { versions } = process;
    Object.defineProperty(process, 'versions', { value: { ...versions, [name]: '1.0.0' } });
    const found = folderFor({ HOME: home() });
    Object.defineProperty(process, 'versions', { value: versions });
    expect(found).toBeUndefined();
  });

  it('does not depend on where the program is', () => {
    const HOME = home();
    const argv = ['node', join(HOME, '(x)/cli.cjs')];
    expect(cacheFolder({ env: { HOME }, argv, cwd: () => elsewhere })).toBeDefined();
  });

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
      const paths = [
        '../a',
        join(root, 'a'),
        '../a/home',
        '../a/ho*',
        '../*',
        '../a*/x',
        'link',
        'link/*',
        '../{a,b}',
      ];
      const wild = [
        '/*',
        '*/../../a',
        '{../a,x}',
        '{/,x}',
        '{/}',
        `--changed=${join(root, 'a')}`,
        '--stdin-filename=../a',
        '--changed=../a',
      ];
      for (const path of [...paths, ...wild])
        expect(folderFor({ HOME }, { cwd, args: ['--strict', path] }), path).toBeUndefined();
      expect(readdirSync(HOME)).toEqual([]);
      for (const path of ['../b', 'x', '--rule', 'routing/*: off', 'x*', 'x{a,b}', '../b/*', join(root, 'b')])
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

    it.runIf(process.geteuid?.() === 0)('but root owns the folders above', () => {
      const HOME = home({ '.cache/eblint/': '' });
      for (const name of ['', '.cache', '.cache/eblint']) chownSync(join(HOME, name), 12_345, 12_345);
      vi.spyOn(process as { geteuid: () => number }, 'geteuid').mockReturnValue(12_345);
      const found = folderFor({ HOME });
      vi.restoreAllMocks();
      expect(found).toBe(join(HOME, '.cache/eblint'));
    });

    it.runIf(process.geteuid?.() === 0)('or owns one above a home of the user', () => {
      const root = home({ 'theirs/home/': '' });
      expect(folderFor({ HOME: join(root, 'theirs/home') })).toBeDefined();
      chownSync(join(root, 'theirs'), 12_345, 12_345);
      expect(folderFor({ HOME: join(root, 'theirs/home') })).toBeUndefined();
    });
  });
});

describe('compiled code', () => {
  const LOADERS = (module as unknown as { _extensions: Record<string, unknown> })._extensions;
  const { '.cjs': loader } = LOADERS;
  afterEach(() => {
    vi.restoreAllMocks();
    if (loader === undefined) delete LOADERS['.cjs'];
    else LOADERS['.cjs'] = loader;
  });

  let program: string;
  let folder: string;
  let path: string;
  let sources = 0;
  /** No engine has compiled it before. */
  const sourceOf = (size: number): string =>
    `const own = ${++sources}; exports.own = own; exports.late = () => own + 1;`.padEnd(size, ' ');
  beforeEach(() => {
    [program, folder] = [temporaryFolder({}), temporaryFolder({})];
    path = join(program, 'large.chunk.cjs');
    writeFileSync(path, sourceOf(50_000));
  });

  interface Run {
    readonly path?: string;
    /** In milliseconds. */
    readonly duration?: number;
    /** What it does with the module. */
    readonly use?: (loaded: { own: number; late: () => number }) => void;
    /** What happens before it ends. */
    readonly meanwhile?: () => void;
  }

  /** Does what one process does: loads a module, uses it, and ends. */
  function run({ path: own = path, duration = 100, use, meanwhile }: Run = {}): unknown {
    const ends: (() => void)[] = [];
    vi.spyOn(process, 'once').mockImplementation((event, listener) => {
      if ((event as string) === 'exit') ends.push(listener as () => void);
      return process;
    });
    vi.spyOn(process, 'cpuUsage').mockReturnValue({ user: duration * 900, system: duration * 100 });
    storeCompiledCode(folder, program);
    const require = createRequire(own);
    const loaded = require(own) as { own: number; late: () => number };
    Reflect.deleteProperty(require.cache, own);
    use?.(loaded);
    meanwhile?.();
    for (const end of ends) end();
    return loaded;
  }

  const version = `${process.version}-${process.platform}-${process.arch}`;
  const sha256 = (...parts: (string | Buffer)[]): Buffer => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const identity = () => sha256(version, readFileSync(path));
  const fileOf = () => join(folder, `${version}-large-${identity().toString('hex').slice(0, 16)}`);

  const proofOf = () => `${fileOf()}.proof`;
  const stampOf = (file: string): string => {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  };

  /** What is stored of the module, as documented: code, the run, and a proof beside it. */
  function stored() {
    expect(readFileSync(proofOf(), 'utf8')).toBe(stampOf(fileOf()));
    const bytes = readFileSync(fileOf());
    const end = bytes.length - 4;
    const number = bytes.readUInt32LE(end);
    return { code: bytes.subarray(0, end), looks: Math.floor(number / 2 ** 16), duration: number % 2 ** 16 };
  }

  /** As if the program had stored it. */
  function seal(code: Buffer, looks: number, duration: number): void {
    const number = Buffer.alloc(4);
    number.writeUInt32LE(looks * 2 ** 16 + duration);
    writeFileSync(fileOf(), Buffer.concat([code, number]), { mode: 0o600 });
    prove();
  }
  const prove = () => {
    writeFileSync(proofOf(), stampOf(fileOf()), { mode: 0o600 });
  };

  it('is stored of a large module of the program when the process ends', () => {
    expect(
      run({
        meanwhile: () => {
          expect(existsSync(fileOf())).toBe(false);
        },
      }),
    ).toEqual({ own: sources, late: expect.any(Function) as unknown });
    const digest = join(folder, `${version}-large-${statSync(path).ino}.proof`);
    expect(
      readdirSync(folder)
        .map((name) => join(folder, name))
        .sort(),
    ).toEqual([digest, fileOf(), proofOf()].sort());
    expect(readFileSync(digest, 'utf8')).toBe(`${stampOf(path)}\n${identity().toString('hex')}`);
    expect(statSync(fileOf()).mode & 0o777).toBe(0o600);
    expect(stored()).toMatchObject({ looks: 0, duration: 100 });
    expect(stored().code.length).toBeGreaterThan(100);
  });

  it('is called as a module', () => {
    const text = `module.exports = [this === exports, module.filename, __filename, __dirname, require('./other.cjs')];`;
    writeFileSync(path, text.padEnd(50_000));
    writeFileSync(join(program, 'other.cjs'), 'exports.other = true;');
    expect(run()).toEqual([true, path, path, program, { other: true }]);
  });

  it('is not stored of what is small, or not the program', () => {
    const others = [
      join(program, 'small.cjs'),
      join(`${program}x`, 'large.cjs'),
      join(temporaryFolder({}), 'large.cjs'),
    ];
    for (const [index, other] of others.entries()) {
      mkdirSync(dirname(other), { recursive: true });
      writeFileSync(other, sourceOf(index === 0 ? 49_999 : 50_000));
      expect(run({ path: other })).toMatchObject({ own: sources });
    }
    rmSync(`${program}x`, { recursive: true });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is stored through the folder of the cache', () => {
    const HOME = home();
    folder = join(HOME, '.cache/eblint');
    vi.spyOn(process, 'once').mockReturnValue(process);
    useCompileCache({ env: { HOME }, argv: [], cwd: () => program }, program);
    expect(LOADERS['.cjs']).not.toBe(loader);
    delete LOADERS['.cjs'];
    useCompileCache({ env: {}, argv: [], cwd: () => program }, program);
    expect(LOADERS['.cjs']).toBeUndefined();
  });

  it('grows with each of the first runs', () => {
    run();
    const { code } = stored();
    for (let looks = 1; looks <= MAX_STORED_CODE_LOOKS; looks++) {
      run({
        duration: 100 - looks,
        use: ({ late }) => {
          late();
        },
      });
      expect(stored()).toMatchObject({ looks, duration: 100 });
      expect(stored().code.length).toBeGreaterThan(code.length);
    }
    const { mtimeNs, ino } = statSync(fileOf(), { bigint: true });
    run({ duration: 130 });
    expect(statSync(fileOf(), { bigint: true })).toMatchObject({ mtimeNs, ino });
  });

  it('is looked at again in a run that is longer than all before', () => {
    run();
    seal(stored().code, MAX_STORED_CODE_LOOKS, 100);
    run({
      duration: 131,
      use: ({ late }) => {
        late();
      },
    });
    expect(stored()).toMatchObject({ looks: MAX_STORED_CODE_LOOKS, duration: 131 });
  });

  it('keeps the longer code', () => {
    run({
      use: ({ late }) => {
        late();
      },
    });
    const longer = Buffer.concat([stored().code, Buffer.alloc(1000)]);
    seal(longer, 0, 50);
    run({ duration: 80.2 });
    expect(stored()).toMatchObject({ looks: 1, duration: 81 });
    expect(stored().code).toEqual(longer);
  });

  it('notes no duration above the limit', () => {
    run({ duration: 1e6 });
    expect(stored().duration).toBe(MAX_STORED_CODE_RUN_MS);
  });

  it('replaces what the engine refuses', () => {
    seal(Buffer.alloc(5000, 1), 3, 100);
    run();
    expect(stored()).toMatchObject({ looks: 0, duration: 100 });
    expect(stored().code.length).toBeLessThan(5000);
  });

  it('leaves the longer code that another run has stored meanwhile', () => {
    for (const [length, isKept] of [
      [1, false],
      [10_000, true],
    ] as const) {
      rmSync(fileOf(), { force: true });
      const other = Buffer.alloc(length, 1);
      run({
        meanwhile: () => {
          seal(other, 2, 77);
        },
      });
      expect(stored().code.equals(other)).toBe(isKept);
    }
  });

  it('is taken only where all of it is as it was stored', () => {
    run();
    const bytes = readFileSync(fileOf());
    for (let part = 0; part <= 10; part++) {
      const changed = Buffer.from(bytes);
      changed[Math.floor(((bytes.length - 1) * part) / 10)]! ^= 4;
      writeFileSync(fileOf(), changed);
      run();
      expect(stored()).toMatchObject({ looks: 0, duration: 100 });
    }
    for (const length of [0, 3, 4, 36, 200]) {
      writeFileSync(fileOf(), bytes.subarray(0, length));
      run();
      expect(stored().looks).toBe(0);
    }
  });

  it.each<[string, () => void]>([
    [
      'a copy of it, with its proof',
      () => {
        const copy = join(program, 'copy');
        cpSync(folder, copy, { recursive: true, preserveTimestamps: true });
        rmSync(folder, { recursive: true });
        cpSync(copy, folder, { recursive: true, preserveTimestamps: true });
      },
    ],
    [
      'the same bytes, written again',
      () => {
        const { atime, mtime } = statSync(fileOf());
        writeFileSync(fileOf(), readFileSync(fileOf()));
        utimesSync(fileOf(), atime, mtime);
      },
    ],
    [
      'what has lost its proof',
      () => {
        rmSync(proofOf());
      },
    ],
    [
      'what somebody else may have proved',
      () => {
        chmodSync(proofOf(), 0o666);
      },
    ],
    [
      'what a link proves',
      () => {
        renameSync(proofOf(), join(program, 'proof'));
        symlinkSync(join(program, 'proof'), proofOf());
      },
    ],
    ...['', 'x', '0 0 0 0 0', 'undefined'].map((text): [string, () => void] => [
      `what has the proof ${JSON.stringify(text)}`,
      () => {
        writeFileSync(proofOf(), text);
      },
    ]),
  ])('never runs %s', (_, change) => {
    run();
    run();
    expect(stored().looks).toBe(1);
    change();
    // What V8 is given shows in what it says of it.
    expect(run()).toMatchObject({ own: sources });
    expect(stored().looks).toBe(0);
    run();
    expect(stored().looks).toBe(1);
  });

  it('is taken for another copy of the program with the same source', () => {
    run();
    const copy = join(program, 'copy');
    mkdirSync(copy);
    cpSync(path, join(copy, 'large.chunk.cjs'));
    run({ path: join(copy, 'large.chunk.cjs') });
    expect(stored().looks).toBe(1);
    run();
    expect(stored().looks).toBe(2);
  });

  it('is on the disk before its proof is', () => {
    const calls: string[] = [];
    for (const name of ['fsyncSync', 'renameSync'] as const)
      replaceInFs(
        name,
        (original) =>
          ((...args: [never, never]) => {
            const where = name === 'fsyncSync' ? readlinkSync(`/proc/self/fd/${args[0]}`) : args[1];
            calls.push(`${name} ${String(where).includes('.proof') ? 'proof' : 'file'}`);
            (original as (...given: unknown[]) => void)(...args);
          }) as typeof original,
      );
    run();
    expect(calls.slice(-4)).toEqual([
      'fsyncSync file',
      'renameSync file',
      'fsyncSync proof',
      'renameSync proof',
    ]);
  });

  it('is stored again where there is none', () => {
    seal(Buffer.alloc(0), 1, 100);
    run();
    expect(stored()).toMatchObject({ looks: 0 });
    writeFileSync(fileOf(), 'abc');
    prove();
    run();
    expect(stored()).toMatchObject({ looks: 0 });
  });

  it('of another source, or another Node, is another file', () => {
    run();
    const name = fileOf();
    writeFileSync(path, sourceOf(50_000));
    run();
    expect(readdirSync(folder).filter((name) => !name.endsWith('.proof'))).toHaveLength(2);
    renameSync(name, fileOf());
    run();
    expect(stored().looks).toBe(0);
  });

  describe.runIf(process.platform === 'linux')('is not taken from', () => {
    let other: string;
    beforeEach(() => {
      run();
      other = join(program, 'other');
      renameSync(fileOf(), other);
    });

    it.each<[string, () => void]>([
      ['a pipe', () => void execFileSync('mkfifo', [fileOf()])],
      [
        'a link',
        () => {
          symlinkSync(other, fileOf());
        },
      ],
      [
        'a file with another name',
        () => {
          linkSync(other, fileOf());
        },
      ],
      [
        'a file that its group may write',
        () => {
          renameSync(other, fileOf());
          chmodSync(fileOf(), 0o620);
        },
      ],
      [
        'a file that everybody may write',
        () => {
          renameSync(other, fileOf());
          chmodSync(fileOf(), 0o602);
        },
      ],
      [
        'a file that is too large',
        () => {
          renameSync(other, fileOf());
          truncateSync(fileOf(), MAX_STORED_CODE_BYTES + 1);
        },
      ],
    ])('%s', (_, make) => {
      make();
      run();
      expect(statSync(fileOf())).toMatchObject({ nlink: 1, mode: 0o100600 });
      expect(stored().looks).toBe(0);
    });

    it.runIf(process.geteuid?.() === 0)('a file of somebody else', () => {
      renameSync(other, fileOf());
      chownSync(fileOf(), 12_345, 12_345);
      run();
      expect(stored().looks).toBe(0);
    });

    it('a folder, which stays, and nothing is left beside it', () => {
      mkdirSync(fileOf());
      run();
      expect(
        readdirSync(folder, { recursive: true }).filter((name) => !String(name).endsWith('.proof')),
      ).toEqual([basename(fileOf())]);
      expect(statSync(fileOf()).isDirectory()).toBe(true);
    });
  });

  it('is taken from what is as large as it may be', () => {
    run();
    const { code } = stored();
    for (const [more, looks] of [
      [0, 1],
      [1, 0],
    ] as const) {
      seal(Buffer.concat([code], MAX_STORED_CODE_BYTES - 4 + more), 0, 100);
      run();
      expect(stored()).toMatchObject({ looks });
    }
  });

  it('is not written into what has the name of its draft', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const other = join(program, 'other');
    writeFileSync(other, 'mine');
    symlinkSync(other, `${fileOf()}.${process.pid}-i`);
    run();
    expect(readFileSync(other, 'utf8')).toBe('mine');
    expect(existsSync(fileOf())).toBe(false);
  });

  it('is taken whoever owns it where there are no owners', () => {
    run();
    chmodSync(fileOf(), 0o666);
    prove();
    const { geteuid } = process;
    Object.assign(process, { geteuid: undefined });
    try {
      run();
    } finally {
      Object.assign(process, { geteuid });
    }
    expect(stored().looks).toBe(1);
  });

  it('closes what it opens', () => {
    run();
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    run();
    chmodSync(fileOf(), 0o666);
    run();
    expect(open()).toBe(before);
  });

  describe('of a source that has not changed', () => {
    /** How often something is hashed in a run. */
    function hashed(): number {
      const spy = vi.spyOn(process, 'getBuiltinModule');
      run();
      const count = spy.mock.calls.length;
      spy.mockRestore();
      return count;
    }
    const digestFile = () => join(folder, `${version}-large-${statSync(path).ino}.proof`);
    beforeEach(() => {
      expect(hashed()).toBeGreaterThan(0);
      seal(stored().code, MAX_STORED_CODE_LOOKS, 100);
    });

    it('is not hashed again', () => {
      const { mtimeNs } = statSync(digestFile(), { bigint: true });
      for (let more = 0; more < 2; more++) expect(hashed()).toBe(0);
      expect(statSync(digestFile(), { bigint: true }).mtimeNs).toBe(mtimeNs);
      expect(statSync(digestFile()).mode & 0o777).toBe(0o600);
      expect(stored()).toMatchObject({ looks: MAX_STORED_CODE_LOOKS, duration: 100 });
    });

    it.each<[string, (content: string) => string | undefined]>([
      ['nothing', () => ''],
      ['only the source', (content) => content.split('\n')[0]],
      ['another source', (content) => `x${content}`],
      ['more', (content) => `${content}x`],
      ['no digest', (content) => content.replace(/\n.*$/, '\n')],
      ['a path for a digest', (content) => content.replace(/\n.*$/, `\n${'../'.repeat(20)}x`)],
    ])('is hashed where the file of its digest has %s', (_, change) => {
      writeFileSync(digestFile(), change(readFileSync(digestFile(), 'latin1')) ?? '');
      expect(hashed()).toBeGreaterThan(0);
      expect(stored()).toMatchObject({ looks: MAX_STORED_CODE_LOOKS });
      expect(hashed()).toBe(0);
    });

    it('is hashed where others may have written its digest', () => {
      chmodSync(digestFile(), 0o666);
      expect(hashed()).toBeGreaterThan(0);
      expect(hashed()).toBe(0);
    });

    it('is not that of a source that somebody changed and put back the times of', () => {
      const { atime, mtime } = statSync(path);
      writeFileSync(path, sourceOf(50_000));
      utimesSync(path, atime, mtime);
      expect(run()).toMatchObject({ own: sources });
      expect(stored()).toMatchObject({ looks: 0 });
    });
  });

  it('is left out where it cannot be stored', () => {
    replaceInFs('writeFileSync', () => () => {
      throw new Error('no');
    });
    expect(run()).toMatchObject({ own: sources });
    expect(readdirSync(folder)).toEqual([]);
  });
});
