import { afterEach, describe, expect, it, vi } from 'vitest';
import { addTiming, Stopwatch, type Timing, timingText } from '../../../src/commands/checking/timing.js';
import { rules } from '../../../src/rules/index.js';
import { runEblint } from '../../support/run-eblint.js';
import { temporaryFolder } from '../../support/temporary.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a stopwatch', () => {
  /** A clock that is set by hand. */
  function clock() {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    return (milliseconds: number) => void (now += milliseconds);
  }

  it('does not count what is measured inside', () => {
    const wait = clock();
    const stopwatch = new Stopwatch();
    const { measure } = stopwatch;
    const answer = measure('rule', () => {
      wait(1);
      measure('fact', () => {
        wait(10);
        measure('deeper', () => {
          wait(100);
        });
      });
      measure('deeper', () => {
        wait(200);
      });
      wait(2);
      return 'found';
    });
    expect(answer).toBe('found');
    expect(stopwatch.take()).toEqual([
      { name: 'deeper', own: 300, calls: 2 },
      { name: 'fact', own: 10, calls: 1 },
      { name: 'rule', own: 3, calls: 1 },
    ]);
    expect(stopwatch.take()).toEqual([]);
  });

  it('goes on after an error', () => {
    const wait = clock();
    const stopwatch = new Stopwatch();
    const fail = () =>
      stopwatch.measure('inner', () => {
        wait(5);
        throw new Error('x');
      });
    stopwatch.measure('outer', () => {
      wait(1);
      expect(fail).toThrow('x');
    });
    expect(stopwatch.take()).toEqual([
      { name: 'inner', own: 5, calls: 1 },
      { name: 'outer', own: 1, calls: 1 },
    ]);
  });
});

it('sums up what several projects took', () => {
  const sums = new Map<string, Timing>();
  for (const own of [1, 2]) addTiming(sums, { name: 'a', own, calls: 3 });
  expect([...sums.values()]).toEqual([{ name: 'a', own: 3, calls: 6 }]);
});

it('lists the costliest first, as many as were asked for', () => {
  const timings = [
    { name: 'cheap', own: 0.5, calls: 1 },
    { name: 'routing/dear', own: 12.25, calls: 10 },
    { name: 'middle', own: 3.5, calls: 200 },
  ];
  expect(timingText(timings, 2)).toBe(
    [
      'Rule or fact  Own time (ms)   Share  Calls',
      'routing/dear           12.3  75.4 %     10',
      'middle                  3.5  21.5 %    200',
      '',
    ].join('\n'),
  );
  expect(timingText([], 2)).toBe('Rule or fact  Own time (ms)  Share  Calls\n');
});

describe('--timing', () => {
  const root = () =>
    temporaryFolder({
      'a/.ebextensions/a.config': 'option_settings: {}\n',
      'b/.ebextensions/a.config': 'option_settings: {}\n',
    });

  it('lists rules with their calls after the report, and changes nothing in it', async () => {
    const folder = root();
    const { stdout, exitCode } = await runEblint(folder, ['--format=json']);
    const timed = await runEblint(folder, ['--format=json', `--timing=${rules.length * 10}`]);
    expect(timed).toMatchObject({ stdout, exitCode });
    const lines = timed.stderr.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^Rule or fact +Own time \(ms\) +Share +Calls$/);
    const calls = new Map(lines.slice(1).map((line) => [line.split(' ')[0], line.split(' ').at(-1)]));
    const ids = rules.filter(({ meta }) => meta.preset === undefined).map(({ id }) => id);
    for (const id of ids) expect(calls.get(id), id).toBe('2');
    // Facts are computed once for each project, whoever asks for them.
    expect(calls.get('configFiles')).toBe('2');
  });

  it('lists 20 unless told', async () => {
    const { stderr } = await runEblint(root(), ['--timing']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(21);
  });

  it('does not go with --watch, whose reports would differ each time', async () => {
    const { exitCode, stderr } = await runEblint(root(), ['--watch', '--timing']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'eblint: Flags --watch and --timing cannot be combined.\n',
    });
  });
});
