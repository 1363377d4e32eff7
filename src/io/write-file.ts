import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { reasonOf } from './disk.js';
import { WriteError } from './file-system.js';

/**
 * Replaces the text of a file that is there, whole or not at all: links are followed, the mode stays.
 * @throws WriteError, also where the file lies outside the project's root once links are followed
 */
export function replaceFile(path: string, text: string, root: string): void {
  writing(path, () => {
    const target = realpathSync(path);
    if (!isInside(target, realpathSync(root))) throw new WriteError(path, 'it lies outside the project');
    writeWhole(target, text, statSync(target).mode & 0o7777);
  });
}

/** Under another name first: whoever reads the file, and whatever interrupts this, sees the old text or the new. */
function writeWhole(path: string, text: string, mode?: number): void {
  // `flag: 'wx'` below never takes a file that is there. Not node:crypto: loading it costs a fifth of Node's own start.
  const mark = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const temporary = join(dirname(path), `.${basename(path)}.${mark}.tmp`);
  try {
    // With its mode from the start, or others may read it meanwhile; the process's mask may have taken some of that.
    writeFileSync(temporary, text, { flag: 'wx', ...(mode !== undefined && { mode }) });
    if (mode !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && join(folder, way) === path;
}

function writing(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(path, reasonOf(error));
  }
}
