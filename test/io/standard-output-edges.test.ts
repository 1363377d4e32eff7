import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WriteError } from '../../src/ports/file-system.js';
import { standardOutput } from '../../src/io/standard-output.js';
import { replaceInFs } from '../support/built-in-fs.js';

/** Standard output that is of a kind, what a file gets, and the listener for errors of Node's stream. */
function output(kind: 'file' | 'device' | 'pipe', fail: (error: WriteError) => void = vi.fn()) {
  const written: unknown[] = [];
  const asked = vi.fn();
  replaceInFs(
    'fstatSync',
    (original) =>
      ((descriptor: number) => {
        asked(descriptor);
        return Object.assign(original(descriptor), {
          isFile: () => kind === 'file',
          isCharacterDevice: () => kind === 'device',
        });
      }) as typeof original,
  );
  replaceInFs(
    'writeFileSync',
    () =>
      (...args) =>
        void written.push(args),
  );
  let listener: (error: object) => void = vi.fn();
  const on = vi.spyOn(process.stdout, 'on').mockImplementation((_, heard) => {
    listener = heard;
    return process.stdout;
  });
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const stdout = standardOutput(fail);
  return { stdout, written, asked, on, write, listener: (error: object) => listener(error) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('standard output', () => {
  it('is touched when something is printed, not before', () => {
    const { stdout, asked, on } = output('pipe');
    expect([asked.mock.calls, on.mock.calls]).toEqual([[], []]);
    stdout.write('a');
    stdout.write('b');
    expect(asked.mock.calls).toEqual([[1]]);
    expect(on.mock.calls.map(([event]) => event)).toEqual(['error']);
  });

  it('that is a file gets the text at once', () => {
    const { stdout, written, write } = output('file');
    stdout.write('text');
    expect(written).toEqual([[1, 'text']]);
    expect(write).not.toHaveBeenCalled();
  });

  it('that is a file on a full disk is an error with a reason', () => {
    const { stdout } = output('file');
    replaceInFs('writeFileSync', () => () => {
      throw Object.assign(new Error('no'), { code: 'ENOSPC' });
    });
    expect(() => {
      stdout.write('text');
    }).toThrow('Cannot write standard output: the disk is full.');
  });

  it('that is a pipe gets the text through the stream of Node', () => {
    const { stdout, written, write } = output('pipe');
    stdout.write('text');
    expect(write.mock.calls).toEqual([['text']]);
    expect(written).toEqual([]);
  });

  it('is quiet where the reader went away, and fails for every other reason', () => {
    const fail = vi.fn();
    const { stdout, listener } = output('pipe', fail);
    stdout.write('text');
    listener({ code: 'EPIPE' });
    expect(fail).not.toHaveBeenCalled();
    listener({ code: 'ENOSPC' });
    expect(fail.mock.calls.map(([error]) => String(error))).toEqual([
      'WriteError: Cannot write standard output: the disk is full.',
    ]);
  });

  it.each(['device', 'pipe', 'file'] as const)('that is a %s is a terminal only where both agree', (kind) => {
    const own = { isTTY: process.stdout.isTTY, columns: process.stdout.columns };
    Object.assign(process.stdout, { isTTY: true, columns: 77 });
    const { stdout } = output(kind);
    const seen = { isTTY: stdout.isTTY, columns: stdout.columns };
    Object.assign(process.stdout, own);
    expect(seen).toEqual(
      kind === 'device' ? { isTTY: true, columns: 77 } : { isTTY: false, columns: undefined },
    );
  });
});
