import { join, relative, sep } from 'node:path';

/** Whether one real path is below another. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && join(folder, way) === path;
}
