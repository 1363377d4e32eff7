import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openThreads, serve } from '../../src/io/threads.js';
import { temporaryFolder } from '../support/temporary.js';

/** Threads that do `body` with each item, with what the job says. */
function threadsThat(body: string, { items = 4, threads = 2, job = {} as unknown, megabytes = 256 } = {}) {
  const script = `
    const { parentPort, workerData } = require('node:worker_threads');
    const [NEXT, NONE] = [0, -1];
    ${serve.toString()}
    serve(workerData, parentPort, async (item) => { ${body} });`;
  const folder = temporaryFolder({ 'thread.cjs': script });
  const program = { script: join(folder, 'thread.cjs'), env: { NAME: 'of a thread' }, megabytes };
  return openThreads<unknown>(program, { job, items, threads })!;
}

const outcomesOf = (pool: ReturnType<typeof threadsThat>, items: number) =>
  Promise.all(Array.from({ length: items }, (_, item) => pool.outcomeOf(item)));

describe('threads', () => {
  it('answer every item once, whichever is done first', async () => {
    const body = 'const end = Date.now() + (7 - item % 7); while (Date.now() < end); return item * 2;';
    const outcomes = await outcomesOf(threadsThat(body, { items: 50, threads: 3 }), 50);
    expect(outcomes).toEqual(Array.from({ length: 50 }, (_, item) => ({ answer: item * 2 })));
  });

  it('know the job and their environment', async () => {
    const body = 'return [workerData.job.text + item, process.env.NAME];';
    const pool = threadsThat(body, { items: 1, job: { text: 'item ' } });
    expect(await pool.outcomeOf(0)).toEqual({ answer: ['item 0', 'of a thread'] });
  });

  it('leave an item without an answer that ends in an error', async () => {
    const pool = threadsThat('if (item === 1) throw new Error("x"); return "done";');
    expect(await outcomesOf(pool, 4)).toEqual([
      { answer: 'done' },
      {},
      { answer: 'done' },
      { answer: 'done' },
    ]);
  });

  it.each([
    ['ends itself', 'process.exit(7);', /code 7/],
    [
      'fails after a while',
      'setTimeout(() => { throw new Error("late"); }); await new Promise(() => {});',
      /late/,
    ],
  ])('lose the item with which a thread %s, and no other', async (_, body, reason) => {
    const pool = threadsThat(`if (item % 3 === 1) { ${body} } return 'done';`, { items: 6 });
    const outcomes = await outcomesOf(pool, 6);
    for (const [item, { answer, lost }] of outcomes.entries())
      if (item % 3 === 1) {
        expect(lost?.megabytes).toBeUndefined();
        expect((lost?.error as Error).message).toMatch(reason);
      } else expect(answer).toBe('done');
  });

  it('lose an item that needs too much memory, and no other', async () => {
    const body =
      'if (item === 2) { const all = []; for (;;) all.push({ item, all: [item] }); } return "done";';
    const outcomes = await outcomesOf(threadsThat(body, { items: 5, megabytes: 32 }), 5);
    expect(outcomes.map(({ answer, lost }) => answer ?? lost?.megabytes)).toEqual([
      'done',
      'done',
      32,
      'done',
      'done',
    ]);
  });

  it('leave all items where the program does not load', async () => {
    const work = { job: {}, items: 3, threads: 2 };
    const pool = openThreads({ script: '/nonexistent/thread.cjs', env: {} }, work)!;
    expect(await outcomesOf(pool, 3)).toEqual([{}, {}, {}]);
  });

  it('end in the middle of an item when they are closed', async () => {
    const pool = threadsThat('if (item > 0) for (;;); return "done";', { items: 9, threads: 1 });
    expect(await pool.outcomeOf(0)).toEqual({ answer: 'done' });
    const second = pool.outcomeOf(1);
    pool.close();
    expect(await second).not.toHaveProperty('answer');
    // Nothing takes its place.
    expect(await pool.outcomeOf(2)).toEqual({});
  });
});

it.each([
  [1, 5000, false],
  [2, 199, false],
  [2, 200, true],
  [3, 10, true],
])('with %i processors and %i items, threads start by themselves: %s', (processors, items, starts) => {
  const pool = openThreads(
    { script: '/nonexistent/thread.cjs', env: {} },
    { job: {}, items, threads: undefined },
    processors,
  );
  expect(pool !== undefined).toBe(starts);
  pool?.close();
});
