import type { writeSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { standardOutput } from '../../src/io/standard-output.js';
import type { WriteError } from '../../src/ports/file-system.js';
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
    'writeSync',
    () =>
      ((descriptor: number, bytes: Buffer) => {
        written.push([descriptor, String(bytes)]);
        return bytes.length;
      }) as typeof writeSync,
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

const coded = (code: string): Error => Object.assign(new Error('no'), { code });

/** Writes as it is told to, or fails with a code. */
function writeAs(how: string | ((bytes: Buffer) => number)): void {
  replaceInFs(
    'writeSync',
    () =>
      ((_: number, bytes: Buffer) => {
        if (typeof how === 'string') throw coded(how);
        return how(bytes);
      }) as typeof writeSync,
  );
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('standard output', () => {
  it('is touched when something is printed, not before', () => {
    const { stdout, asked, on } = output('device');
    expect([asked.mock.calls, on.mock.calls]).toEqual([[], []]);
    stdout.write('a');
    stdout.write('b');
    expect(asked.mock.calls).toEqual([[1]]);
    expect(on.mock.calls.map(([event]) => event)).toEqual(['error']);
  });

  it.each(['file', 'pipe'] as const)('that is a %s gets the text at once', (kind) => {
    const { stdout, written, on, write } = output(kind);
    stdout.write('text');
    expect(written).toEqual([[1, 'text']]);
    expect([on.mock.calls, write.mock.calls]).toEqual([[], []]);
  });

  it('gets the rest of what was written in part', () => {
    const { stdout } = output('file');
    const written: string[] = [];
    writeAs((bytes) => written.push(String(bytes.subarray(0, 3))) && Math.min(3, bytes.length));
    stdout.write('sevenths');
    expect(written).toEqual(['sev', 'ent', 'hs']);
  });

  it('that is a file on a full disk is an error with a reason', () => {
    const { stdout } = output('file');
    writeAs('ENOSPC');
    expect(() => {
      stdout.write('text');
    }).toThrow('Cannot write standard output: the disk is full.');
  });

  it('that is a terminal gets the text through the stream of Node', () => {
    const { stdout, written, write } = output('device');
    stdout.write('text');
    expect(write.mock.calls).toEqual([['text']]);
    expect(written).toEqual([]);
  });

  it('that is a full pipe gets what is left, and all that follows, through the stream of Node', () => {
    const { stdout, write } = output('pipe');
    writeAs((bytes) => {
      if (bytes.length < 4) throw coded('EAGAIN');
      return 2;
    });
    stdout.write('text');
    stdout.write('more');
    expect(write.mock.calls.map(([text]) => String(text))).toEqual(['xt', 'more']);
  });

  it('is written by the stream of Node on Windows, except to a file', () => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
    for (const kind of ['pipe', 'file'] as const) {
      const { stdout, write } = output(kind);
      write.mockClear();
      stdout.write('text');
      expect(write.mock.calls).toEqual(kind === 'pipe' ? [['text']] : []);
    }
  });

  it('is quiet where the reader of a pipe went away', () => {
    const { stdout, write } = output('pipe');
    writeAs('EPIPE');
    stdout.write('text');
    expect(write).not.toHaveBeenCalled();
  });

  it('is quiet where the reader of a stream went away, and fails for every other reason', () => {
    const fail = vi.fn();
    const { stdout, listener } = output('device', fail);
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
