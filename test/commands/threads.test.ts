import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CheckJob, jobChecker } from '../../src/commands/checking/checking-threads.js';
import { writeReport } from '../../src/io/writes/write-report.js';
import { ReadError } from '../../src/ports/file-system.js';
import type { LostItem, Ports } from '../../src/ports/ports.js';
import { formatNames } from '../../src/report/formats.js';
import { REPOSITORY } from '../support/fixtures.js';
import { ports } from '../support/ports.js';
import { repositoryWith } from '../support/repository.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

/** Threads in name only: what goes to them and comes back is copied as between real ones. */
function inOneThread(lose: (item: number) => LostItem | 'untried' | undefined = () => undefined) {
  const started: { items: number; threads: number | undefined; isClosed: boolean }[] = [];
  const openThreads: Ports['openThreads'] = async <Answer>({
    job,
    items,
    threads,
  }: Parameters<Ports['openThreads']>[0]) => {
    const pool = { items, threads, isClosed: false };
    started.push(pool);
    const check = await jobChecker(structuredClone(job) as CheckJob, ports());
    return {
      async outcomeOf(item: number) {
        const lost = lose(item);
        if (lost !== undefined) return lost === 'untried' ? {} : { lost };
        return { answer: structuredClone(await check(item)) as Answer };
      },
      close: () => (pool.isClosed = true),
    };
  };
  return { openThreads, started };
}

/** The same run in one thread and in several. */
async function both(cwd: string, argv: readonly string[], threads = inOneThread()) {
  const write = (path: string, text: string) => {
    writeReport(path, text, cwd);
  };
  const { openThreads, started } = threads;
  const alone = await runEblint(cwd, ['--threads', '1', ...argv], { openThreads, writeReport: write });
  expect(started).toEqual([]);
  const many = await runEblint(cwd, ['--threads', '2', ...argv], { openThreads, writeReport: write });
  return { alone, many, started };
}

const PROJECTS = `${REPOSITORY}fixtures/projects`;

const PLACEHOLDER = 'option_settings:\n  aws:elasticbeanstalk:application:environment: {KEY: "<your_key>"}\n';
const FILES = {
  '.git/': '',
  'eblint.config.yaml':
    'extends: ./base.yaml\noverrides: [{files: b, rules: {procfile/*: off}}]\nignores: [c]\n',
  'base.yaml': 'rules: {procfile/invalid-line: warning}\n',
  ...Object.fromEntries(
    ['a', 'b', 'c', 'd'].flatMap((name) => [
      [`${name}/Procfile`, 'web gunicorn app:app\n# eblint-disable-line procfile/missing-web\n'],
      [`${name}/.ebextensions/a.config`, PLACEHOLDER],
    ]),
  ),
};

describe('a run in several threads', () => {
  it('gives the same reports in every format', async () => {
    const folder = temporaryFolder({});
    const reports = async (threads: string) => {
      const { openThreads, started } = inOneThread();
      const outputs = formatNames.map((name) => `--output=${name}:${folder}/${name}`);
      const argv = ['--preset=strict', `--threads=${threads}`, ...outputs];
      const { exitCode } = await runEblint(PROJECTS, argv, {
        openThreads,
        writeReport: (path, text) => {
          writeReport(path, text, folder);
        },
      });
      expect(started).toEqual(threads === '1' ? [] : [{ items: 15, threads: 2, isClosed: true }]);
      return [exitCode, ...formatNames.map((name) => readFileSync(join(folder, name), 'utf8'))];
    };
    const alone = await reports('1');
    expect(await reports('2')).toEqual(alone);
    expect(alone[0]).toBe(1);
  });

  it.each([
    ['the diff of the fixes', ['--fix-dry-run', '--unsafe-fixes']],
    ['errors only', ['--quiet', '--max-warnings', '1']],
    ['other settings', ['--rule', 'routing/*: off', '--platform', 'Docker running on 64bit Amazon Linux 2']],
    ['several roots', ['d', 'b', 'a/Procfile']],
  ])('gives %s as one thread does', async (_, argv) => {
    const { alone, many, started } = await both(temporaryFolder(FILES), argv);
    expect(many).toEqual(alone);
    expect(started).toHaveLength(1);
  });

  it('knows the configuration of each project', async () => {
    const { alone, many } = await both(temporaryFolder(FILES), ['--format', 'json']);
    expect(many).toEqual(alone);
    expect(alone.stdout).toContain('"procfile/invalid-line"');
    expect(alone.stdout).not.toContain('c/Procfile');
  });

  it.each([['--suppress-all'], ['--suppress-rule=settings/placeholder'], ['--prune-suppressions']])(
    'writes and uses the file of suppressions with %s',
    async (flag) => {
      const [one, other] = [temporaryFolder(FILES), temporaryFolder(FILES)];
      const outputs = [];
      for (const [root, threads] of [
        [one, '1'],
        [other, '2'],
      ] as const)
        for (const argv of [['--suppress-rule', 'procfile/*'], [flag], []]) {
          const { openThreads } = inOneThread();
          const { exitCode, stdout, stderr } = await runEblint(root, ['--threads', threads, ...argv], {
            openThreads,
            writeReport: (path, text) => {
              writeReport(path, text, root);
            },
          });
          outputs.push([exitCode, stdout, stderr].map((text) => String(text).replaceAll(root, '')));
        }
      expect(outputs.slice(3)).toEqual(outputs.slice(0, 3));
      const name = 'eblint-suppressions.json';
      expect(readFileSync(join(other, name), 'utf8')).toBe(readFileSync(join(one, name), 'utf8'));
    },
  );

  const many = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`p${index}/.ebextensions/a.config`, PLACEHOLDER]),
    );

  it.each([
    [9, [], false],
    [10, [], true],
    [2, ['--threads=2'], true],
    [1, ['--threads=2'], false],
    [10, ['--threads=1'], false],
    [10, ['--fix'], false],
  ])('has threads for %i projects with %j: %s', async (count, argv, isExpected) => {
    const { openThreads, started } = inOneThread();
    await runEblint(temporaryFolder(many(count)), argv, { openThreads });
    expect(started.length > 0).toBe(isExpected);
  });

  it('reads what git has in one thread', async () => {
    const { openThreads, started } = inOneThread();
    const root = repositoryWith(many(10));
    const { stdout } = await runEblint(root, ['--staged'], { openThreads });
    expect(stdout).toContain('10 warnings in 10 projects');
    expect(started).toEqual([]);
  });

  it('checks what no thread has checked', async () => {
    const { alone, many } = await both(
      temporaryFolder(FILES),
      ['--format', 'json'],
      inOneThread((item) => (item % 2 === 0 ? 'untried' : undefined)),
    );
    expect(many).toEqual(alone);
  });

  it('does without threads where none can be started', async () => {
    const root = temporaryFolder(FILES);
    const { stdout } = await runEblint(root, ['--threads=2']);
    expect(await runEblint(root, ['--threads=1'])).toMatchObject({ stdout });
  });

  it.each([
    [
      { megabytes: 100, error: new Error('x') },
      'The check of this project needs more than 100 MiB of memory',
    ],
    [{ error: new TypeError('x') }, 'The check of this project failed: TypeError: x'],
  ])('reports a project that is lost with %j, and all others', async (lost, message) => {
    const root = temporaryFolder(many(3));
    const { openThreads, started } = inOneThread((item) => (item === 1 ? lost : undefined));
    const run = await runEblint(root, ['--threads=2', '--format=unix'], { openThreads });
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toContain(`${root}/p1:1:1: ${message}`);
    expect(run.stdout).toContain('[Error/eblint/crash]');
    for (const name of ['p0', 'p2']) expect(run.stdout).toContain(`${root}/${name}/.ebextensions/a.config:2`);
    expect(started[0]?.isClosed).toBe(true);
  });

  it('ends its threads where a project cannot be read', async () => {
    const root = temporaryFolder(many(3));
    const { openThreads, started } = inOneThread((item) => (item === 1 ? 'untried' : undefined));
    const files = {
      ...ports().files,
      list(folder: string) {
        if (folder === `${root}/p1` && started.length > 0) throw new ReadError(folder, 'it is gone');
        return ports().files.list(folder);
      },
    };
    const run = await runEblint(root, ['--threads=2'], { openThreads, files });
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('it is gone') });
    expect(started[0]?.isClosed).toBe(true);
  });
});

describe('a project whose check fails', () => {
  it('costs only itself in one thread, too', async () => {
    const root = temporaryFolder({
      'a/.ebextensions/a.config': 'option_settings: {}\n',
      'b/.ebextensions/a.config': 'option_settings: {}\n',
    });
    const files = {
      ...ports().files,
      read(path: string, maxBytes?: number) {
        if (path.startsWith(`${root}/a`)) throw new TypeError('x');
        return ports().files.read(path, maxBytes);
      },
    };
    const { exitCode, stdout } = await runEblint(root, ['--format=unix'], { files });
    expect(exitCode).toBe(2);
    expect(stdout).toContain(`${root}/a:1:1: The check of this project failed: TypeError: x. This is a bug`);
  });
});
