import { relativePath } from '../util/paths.js';
import type { FormatContext } from './formatter.js';

/** Whether a path is not relative to anything. */
export const isAbsolute = (path: string): boolean => /^(?:[A-Za-z]:)?[\\/]/.test(path);

/** The path of a file in the repository, with forward slashes; absolute for a file outside. */
export function repositoryPath(filePath: string, { workspace }: Pick<FormatContext, 'workspace'>): string {
  const path = relativePath(workspace, filePath);
  return path.startsWith('../') ? filePath : path;
}
