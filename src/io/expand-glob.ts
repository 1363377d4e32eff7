import glob from 'fast-glob';
import { checkPattern } from './check-pattern.js';

/**
 * The files and folders that a pattern matches, below `cwd`. Names that begin with a dot count.
 * @throws UsageError for a pattern that is too long or stands for too many
 */
export function expandGlob(pattern: string, cwd: string): Promise<string[]> {
  checkPattern(pattern);
  return glob(pattern.replaceAll('\\', '/'), {
    cwd,
    dot: true,
    onlyFiles: false,
    // Two links to the folder that they lie in would make paths without end.
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
    suppressErrors: true,
  });
}
