/** The last part of a path with slashes. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The path of the folder that a file is in, with the slash at its end; empty for a name without a folder. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

const WINDOWS = /^(?:[A-Za-z]:[\\/]|\\\\)/;

/**
 * The way from a folder to a file, both absolute, with forward slashes; `../` leads out of the folder.
 * On Windows case makes no difference, and a file on another drive or share keeps its absolute path.
 */
export function relativePath(folder: string, file: string): string {
  const windows = WINDOWS.test(file);
  const from = segmentsOf(folder, windows);
  const to = segmentsOf(file, windows);
  const key = (segment: string | undefined) => (windows ? segment?.toLowerCase() : segment);
  let common = 0;
  while (common < from.length && common < to.length && key(from[common]) === key(to[common])) common++;
  if (common < rootLength(to, windows)) return to.join('/');
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/') || '.';
}

function segmentsOf(path: string, windows: boolean): string[] {
  const segments = path.split(windows ? /[\\/]/ : '/');
  while (segments.length > 1 && segments.at(-1) === '') segments.pop();
  return segments;
}

/** How many segments name the root: `/`, `C:`, or a share's `\\server\share`. */
const rootLength = (segments: readonly string[], windows: boolean): number =>
  windows && segments[0] === '' ? 4 : 1;

/** A path that a shell takes as it is: a command that is shown with it runs nothing else, whoever chose the name. */
export const isPlainPath = (path: string): boolean => /^[\w./][\w./-]*$/.test(path);
