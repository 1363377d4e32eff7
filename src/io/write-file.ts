import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from './disk.js';
import { WriteError } from './file-system.js';

/** Writes a file whole or not at all, with the folders above it. Throws WriteError. */
export function writeFile(path: string, text: string): void {
  writing(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, text);
  });
}

/** Under another name first: whoever reads the file, and whatever interrupts this, sees the old text or the new. */
function writeWhole(path: string, text: string): void {
  // `flag: 'wx'` below never takes a file that is there. Not node:crypto: loading it costs a fifth of Node's own start.
  const mark = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const temporary = join(dirname(path), `.${basename(path)}.${mark}.tmp`);
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writing(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(path, reasonOf(error));
  }
}
