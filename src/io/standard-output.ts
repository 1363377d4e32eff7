import { fstatSync, statSync, writeSync } from 'node:fs';
import { WriteError } from '../ports/file-system.js';
import type { Ports } from '../ports/ports.js';
import { lazily } from '../util/memo.js';
import { reasonOf } from './disk.js';

const DESCRIPTOR = 1;

const writeError = (error: unknown): WriteError => new WriteError('standard output', reasonOf(error));

/**
 * Standard output, opened when something is printed: Node takes two milliseconds for that.
 * @param fail called where it turns out later that a text could not be written; `write` throws the same WriteError
 * where it turns out at once
 */
export function standardOutput(fail: (error: WriteError) => void): Ports['stdout'] {
  const stats = lazily(() => fstatSync(DESCRIPTOR));
  /**
   * A terminal is a character device, and so is `/dev/null`, for which no stream has to be opened to know the
   * difference.
   */
  const mayBeTerminal = lazily(
    () =>
      stats().isCharacterDevice() && stats().rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev,
  );
  /** On Windows, pipes may be open in a way that only Node's stream can write to. */
  let isDirect = lazily(() => (process.platform === 'win32' ? stats().isFile() : !mayBeTerminal()));
  const stream = lazily(() =>
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (!isQuiet(error.code)) fail(writeError(error));
    }),
  );
  return {
    get isTTY() {
      return mayBeTerminal() && stream().isTTY;
    },
    get columns() {
      return mayBeTerminal() ? stream().columns : undefined;
    },
    write(text) {
      const rest = isDirect() ? writeDirectly(Buffer.from(text)) : text;
      if (rest.length === 0) return;
      // What comes after it must not overtake it.
      isDirect = () => false;
      stream().write(rest);
    },
  };
}

/**
 * Writes what can be written now, without the stream of Node, which takes as long to open as all the rest of `--version`,
 * and does not notice that only a part was written to a file, because the disk was full then.
 * @returns what is left where a pipe is full that another program has set to be non-blocking
 */
function writeDirectly(bytes: Buffer): Buffer {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(DESCRIPTOR, rest));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return rest;
    if (!isQuiet(code)) throw writeError(error);
  }
  return Buffer.alloc(0);
}

/** A reader that has seen enough (`eblint | head`) is not an error. */
const isQuiet = (code: string | undefined): boolean => code === 'EPIPE';
