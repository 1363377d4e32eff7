import glob from 'fast-glob';

/** The files and folders that a pattern matches, below `cwd`. Names that begin with a dot count. */
export const expandGlob = (pattern: string, cwd: string): Promise<string[]> =>
  glob(pattern.replaceAll('\\', '/'), {
    cwd,
    dot: true,
    onlyFiles: false,
    // Two links to the folder that they lie in would make paths without end.
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
    suppressErrors: true,
  });
