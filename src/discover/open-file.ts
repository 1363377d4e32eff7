import { type FileSystem, ReadError } from '../ports/file-system.js';
import { isInside } from './is-inside.js';

/** Where a file may be. */
export interface Bounds {
  /** The folder, usually the repository, that no link may lead out of. */
  readonly top: string;
  /** Who runs eblint names the file: it may be elsewhere, but a path below the top is what the repository made of it. */
  readonly isFlag?: boolean | undefined;
}

/** Whether a path leads out of where it may be, as it is written or by links on the way. Throws ReadError where it leads nowhere. */
export const leadsOut = (path: string, { top, isFlag = false }: Bounds, files: FileSystem): boolean =>
  !(isFlag && !isInside(path, top)) && !isInside(files.realPath(path), files.realPath(top));

/**
 * The text of a file that the repository brings or a flag names: all of them are opened here, but those of the folders that a
 * project is read from, where the entry of the folder tells whether it is a link.
 * @throws ReadError where it leads out of where it may be, or cannot be read
 */
export function openFile(path: string, bounds: Bounds, files: FileSystem, maxBytes: number): string {
  if (leadsOut(path, bounds, files)) throw new ReadError(path, `it leads out of ${bounds.top}`);
  return files.read(path, maxBytes);
}
