import glob from 'fast-glob';

/** The files and folders that a pattern matches, below `cwd`. Names that begin with a dot count. */
export const expandGlob = (pattern: string, cwd: string): Promise<string[]> =>
  glob(pattern.replaceAll('\\', '/'), {
    cwd,
    dot: true,
    onlyFiles: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
    suppressErrors: true,
  });
