import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { disk } from '../../src/io/disk.js';
import { Blobs } from '../../src/io/git/blobs.js';
import { openRepository } from '../../src/io/git/repository.js';
import { runGit } from '../../src/io/git/run-git.js';
import { openThreads } from '../../src/io/threads.js';
import { TreeFiles } from '../../src/io/tree-files.js';
import { openArchive } from '../../src/io/zip/archive.js';
import { git } from '../support/repository.js';
import { temporaryFolder } from '../support/temporary.js';
import { zipOf } from '../support/zip.js';

vi.mock('node:child_process', async (original) => {
  const actual: { spawnSync: typeof spawnSync } = await original();
  return { ...actual, spawnSync: vi.fn(actual.spawnSync) };
});

vi.mock('node:worker_threads', async (original) => ({
  ...(await original<object>()),
  Worker: vi.fn(function () {
    return new EventEmitter();
  }),
}));

const MIB = 2 ** 20;

afterEach(() => {
  vi.mocked(spawnSync).mockReset();
  vi.mocked(Worker).mockClear();
});

describe('git', () => {
  /** A git that says of each blob how large it is, and gives one byte of it, wherever it is looked for. */
  function areRead(sizes: readonly number[]): boolean[] {
    const ids = sizes.map((_, index) => `${index}`.padStart(40, '0'));
    const head = (id: string) => `${id} blob ${sizes[Number(id)]}`;
    vi.mocked(spawnSync).mockImplementation((_, args = [], options = {}) => {
      const wanted = String((options as { input?: unknown }).input)
        .trim()
        .split('\n');
      if (args.includes('--batch-check'))
        return answer(Buffer.from(wanted.map((id) => `${head(id)}\n`).join('')));
      let next = 0;
      return answer({
        indexOf: (_: number, from: number) => from + 1,
        toString: (encoding: string) => (encoding === 'latin1' ? head(wanted[next++]!) : 'x'),
      });
    });
    const blobs = new Blobs('/p');
    return blobs.fetching(() => ids.map((id) => isRead(blobs, id)));
  }

  function isRead(blobs: Blobs, id: string): boolean {
    try {
      return blobs.read(id, '/p/a') === 'x';
    } catch {
      return false;
    }
  }

  const answer = (stdout: unknown) =>
    ({ status: 0, stdout, stderr: Buffer.alloc(0) }) as ReturnType<typeof spawnSync>;

  it('gives files of at most 16 MiB', () => {
    expect(areRead([16 * MIB, 16 * MIB + 1, 1])).toEqual([true, false, true]);
  });

  it('gives at most 512 MiB of files, and skips those that are too large', () => {
    const most = Array.from({ length: 32 }, () => 16 * MIB);
    expect(areRead([...most, 1, 0])).toEqual([...most.map(() => true), false, true]);
    expect(areRead([...most.slice(1), 16 * MIB - 1, 1])).not.toContain(false);
  });

  it('is asked for at most 32 MiB at once', () => {
    areRead([16 * MIB, 16 * MIB - 1, 1, 1]);
    const batches = vi.mocked(spawnSync).mock.calls.filter(([, args]) => args?.includes('--batch'));
    const counts = batches.map(([, , options]) => String(options?.input).trim().split('\n').length);
    expect(counts).toEqual([3, 1]);
  });

  it('may print 256 MiB in a minute, unless less is asked for', () => {
    vi.mocked(spawnSync).mockReturnValue(answer(Buffer.alloc(0)));
    runGit(['ls-files'], { cwd: '/p' });
    runGit(['ls-files'], { cwd: '/p', maxBytes: 1 });
    const limits = vi
      .mocked(spawnSync)
      .mock.calls.map(([, , options]) => [options?.maxBuffer, options?.timeout]);
    expect(limits).toEqual([
      [256 * MIB, 60_000],
      [1, 60_000],
    ]);
  });
});

describe('the history of a file', () => {
  /** A repository in which each commit does something to its files. */
  function repositoryOf(commits: readonly string[]): string {
    const root = temporaryFolder({});
    git(root, ['init', '-q', '-b', 'main']);
    const stream = commits.map((changes, index) =>
      [
        'commit refs/heads/main',
        `committer a <a@example.com> ${Date.UTC(2020, 0, 1 + index) / 1000} +0000`,
        `data 0\n${changes}`,
        '',
      ].join('\n'),
    );
    const { status } = vi.mocked(spawnSync)('git', ['fast-import', '--quiet'], {
      cwd: root,
      input: stream.join(''),
    });
    expect(status).toBe(0);
    return root;
  }

  const file = (name: string, text: string) => `M 644 inline ${name}\ndata ${text.length}\n${text}`;

  const changeOf = (root: string, name: string, line: number) =>
    openRepository(root, disk).lastChanges(join(root, name), [line]).get(line);

  it.each([
    [500, '2020-01-01', false],
    [501, '2020-01-02', true],
  ])('with %i versions is known since %s', (count, date, isOrEarlier) => {
    const root = repositoryOf(Array.from({ length: count }, (_, index) => file('a', `old\n${index}`)));
    expect(changeOf(root, 'a', 0)).toMatchObject({ date, isOrEarlier });
  });

  it.each([
    [10, '2020-01-01', false],
    [11, '2020-01-02', true],
  ])('with %i former names is known since %s', (count, date, isOrEarlier) => {
    const renames = Array.from({ length: count }, (_, index) => `R a${index} a${index + 1}`);
    const root = repositoryOf([file('a0', 'old\n'), ...renames]);
    expect(changeOf(root, `a${count}`, 0)).toMatchObject({ date, isOrEarlier });
  });
});

it.each([
  [4096, true],
  [4097, false],
])('a link in an archive with a target of %i characters is followed: %s', (length, isFollowed) => {
  const text = `.${'/'.repeat(length - 2)}b`;
  const path = join(temporaryFolder({}), 'app.zip');
  writeFileSync(
    path,
    zipOf([
      { name: 'a', text, mode: 0o120777 },
      { name: 'b', text: '' },
    ]),
  );
  const entries = openArchive(path).entries.map(({ name, kind, read }) => ({ path: name, kind, read }));
  expect(new TreeFiles(entries, '/p', disk).kindOf('/p/a')).toBe(isFollowed ? 'file' : 'broken link');
});

it.each([
  [40, 40, 32],
  [33, 40, 32],
  [32, 40, 32],
  [40, 31, 31],
])(
  'of %i threads for %i items, %i are started, with 1024 MiB or what Node may have',
  (threads, items, count) => {
    openThreads({ script: '/p/thread.cjs', env: {} }, { job: {}, items, threads });
    const megabytes = vi
      .mocked(Worker)
      .mock.calls.map(([, options]) => options?.resourceLimits?.maxOldGenerationSizeMb);
    const most = Math.floor(getHeapStatistics().heap_size_limit / MIB);
    expect(megabytes).toEqual(Array.from({ length: count }, () => Math.min(1024, most)));
  },
);
