import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CheckJob, jobChecker } from '../../../src/commands/checking/checking-threads.js';
import { disk } from '../../../src/io/disk.js';
import type { FileSystem } from '../../../src/ports/file-system.js';
import type { Ports } from '../../../src/ports/ports.js';
import { ports } from '../../support/ports.js';
import { runEblint } from '../../support/run-eblint.js';
import { temporaryFolder } from '../../support/temporary.js';

const PROJECTS = ['a', 'b', 'c'];
const folder = () =>
  temporaryFolder(Object.fromEntries(PROJECTS.map((name) => [`${name}/.ebextensions/x.config`, 'a: [\n'])));

const ERASE = '\r\u001b[2K';

/** A run in threads, whose answers the test gives one after the other. */
function slowRun(argv: readonly string[] = [], over: Partial<Ports> = {}) {
  const asked: (() => void)[] = [];
  const printed = { stdout: '', stderr: '' };
  const state = { isClosed: false, hooks: 0, written: 0 };
  let interrupt: (() => void) | undefined;
  const exit = runEblint(folder(), ['--threads', '2', '--format', 'unix', ...argv], {
    async openThreads<Answer>({ job }: Parameters<Ports['openThreads']>[0]) {
      const check = await jobChecker(job as CheckJob, ports());
      return {
        outcomeOf: (item: number) =>
          new Promise<{ answer: Answer }>((resolve) => {
            asked.push(() => void check(item).then((answer) => resolve({ answer: answer as Answer })));
          }),
        close: () => (state.isClosed = true),
      };
    },
    onInterrupt(stop) {
      interrupt = stop;
      state.hooks++;
      return Promise.resolve(() => void state.hooks--);
    },
    stdout: { isTTY: true, columns: 100, write: (text) => void (printed.stdout += text) },
    stderr: { isTTY: true, write: (text) => void (printed.stderr += text) },
    writeReport: () => void state.written++,
    ...over,
  });
  const isAsked = async () => {
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  const answer = async () => {
    await isAsked();
    asked.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    printed,
    state,
    exit,
    answer,
    async answerAll() {
      for (let left = PROJECTS.length; left > 0; left--) await answer();
    },
    interrupt: () => interrupt?.(),
    async wait(milliseconds: number) {
      await isAsked();
      await vi.advanceTimersByTimeAsync(milliseconds);
      await vi.dynamicImportSettled();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a run that takes long', () => {
  it('shows on a terminal how far it is, and leaves nothing of that', async () => {
    const run = slowRun();
    await run.answer();
    await run.wait(499);
    expect(run.printed.stderr).toBe('');
    await run.wait(1);
    const shown = (done: number) =>
      `${ERASE}Checked ${done} of 3 projects. Ctrl-C stops, and reports what was found.`;
    expect(run.printed.stderr).toBe(shown(1));
    await run.wait(200);
    await run.answer();
    await run.wait(200);
    expect(run.printed.stderr).toBe(shown(1) + shown(2));
    await run.answer();
    await run.exit;
    expect(run.printed.stderr.startsWith(shown(1) + shown(2))).toBe(true);
    expect(run.printed.stderr.endsWith(ERASE)).toBe(true);
    expect(run.printed.stdout.split('\n').filter((line) => line.includes('x.config:'))).toHaveLength(3);
    expect(run.state).toEqual({ isClosed: true, hooks: 0, written: 0 });
  });

  it('keeps to one line of a narrow terminal', async () => {
    const run = slowRun([], {
      stdout: { isTTY: true, columns: 30, write: () => undefined },
    });
    await run.wait(500);
    expect(run.printed.stderr).toBe(`${ERASE}Checked 0 of 3 projects. Ctrl`);
    await run.answerAll();
    await run.exit;
  });

  it.each<[string, Partial<Ports>]>([
    ['standard output is a pipe', { stdout: { isTTY: false, write: () => undefined } }],
    ['a build service runs it', { env: { CI: 'true' } }],
    ['the terminal is dumb', { env: { TERM: 'dumb' } }],
  ])('shows nothing where %s', async (_, over) => {
    const run = slowRun([], over);
    await run.wait(500);
    await run.answerAll();
    await run.exit;
    expect(run.printed.stderr).toBe('');
  });

  it('shows nothing where standard error is a pipe', async () => {
    let stderr = '';
    const run = slowRun([], { stderr: { isTTY: false, write: (text) => void (stderr += text) } });
    await run.wait(500);
    await run.answerAll();
    await run.exit;
    expect(stderr).toBe('');
  });

  it('ends at Ctrl-C with what was found', async () => {
    const run = slowRun();
    await run.answer();
    await run.wait(500);
    run.interrupt();
    expect((await run.exit).exitCode).toBe(2);
    expect(run.printed.stdout).toContain('a/.ebextensions/x.config:');
    expect(run.printed.stdout).not.toContain('b/.ebextensions');
    expect(run.printed.stderr.split(ERASE).at(-1)).toBe(
      'eblint: Stopped by Ctrl-C: only 1 of 3 projects were checked.\n',
    );
    expect(run.state).toEqual({ isClosed: true, hooks: 0, written: 0 });
  });

  it('writes no suppressions of a part of the projects', async () => {
    const run = slowRun(['--suppress-all']);
    await run.answer();
    await run.wait(500);
    run.interrupt();
    expect((await run.exit).exitCode).toBe(2);
    expect(run.state.written).toBe(0);
  });
});

it('Ctrl-C also ends a run that checks all projects in one thread', async () => {
  vi.useRealTimers();
  // Each project takes a while, as a large one does.
  const files: FileSystem = {
    ...disk,
    list(path) {
      const start = performance.now();
      while (performance.now() - start < 10);
      return disk.list(path);
    },
  };
  const root = temporaryFolder(
    Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`p${index}/.ebextensions/x.config`, 'a: [\n']),
    ),
  );
  const run = await runEblint(root, ['--format', 'unix'], {
    files,
    onInterrupt(stop) {
      stop();
      return Promise.resolve(() => undefined);
    },
  });
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toMatch(/^eblint: Stopped by Ctrl-C: only \d+ of 60 projects were checked\.\n$/);
});
