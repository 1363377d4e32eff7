import { fstatSync, statSync, writeFileSync } from 'node:fs';
import type { Ports } from '../ports/ports.js';
import { lazily } from '../util/lazily.js';
import { reasonOf } from './disk.js';
import { WriteError } from '../ports/file-system.js';

const DESCRIPTOR = 1;

const writeError = (error: unknown): WriteError => new WriteError('standard output', reasonOf(error));

/**
 * Standard output, opened when something is printed: Node takes two milliseconds for that.
 * @param fail called where it turns out later that a text could not be written; `write` throws the same WriteError
 * where it turns out at once
 */
export function standardOutput(fail: (error: WriteError) => void): Ports['stdout'] {
  const stats = lazily(() => fstatSync(DESCRIPTOR));
  /** A terminal is a character device, and so is `/dev/null`, for which no stream has to be opened to know that it is none. */
  const mayBeTerminal = lazily(
    () =>
      stats().isCharacterDevice() && stats().rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev,
  );
  const stream = lazily(() =>
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that has seen enough (`eblint | head`) is not an error.
      if (error.code !== 'EPIPE') fail(writeError(error));
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
      if (stats().isFile()) writeToFile(text);
      else stream().write(text);
    },
  };
}

/** Node's own stream to a file does not notice that only a part was written, because the disk was full then. */
function writeToFile(text: string): void {
  try {
    writeFileSync(DESCRIPTOR, text);
  } catch (error) {
    throw writeError(error);
  }
}
