import { resolve } from 'node:path';
import { type FileSystem, ReadError } from '../ports/file-system.js';

/**
 * The text of a file that the command line names, below the working directory.
 * @throws ReadError that names it as it was written
 */
export function readInput(
  path: string,
  { files, cwd }: { readonly files: FileSystem; readonly cwd: string },
): string {
  try {
    return files.read(resolve(cwd, path));
  } catch (error) {
    throw error instanceof ReadError ? new ReadError(path, error.reason) : error;
  }
}
