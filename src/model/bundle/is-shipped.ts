import { parseIgnoreFile } from '../../parse/ignore-file.js';
import { decidingPattern } from '../../util/path-pattern.js';
import type { ProjectFiles } from '../project.js';

/**
 * Whether the EB CLI uploads a file that is in the folder: what `.ebignore` does not leave out, else what git has. Of git
 * it is only known what the `.gitignore` in the root says; undefined where there is none, and others above may say more.
 */
export function isShipped(name: string, { files, folders = [] }: ProjectFiles): boolean | undefined {
  const ignoring = ['.ebignore', '.gitignore']
    .map((own) => files.find((file) => file.name === own))
    .find((file) => file !== undefined);
  if (!ignoring) return folders.includes('.git') ? true : undefined;
  const patterns = 'source' in ignoring ? parseIgnoreFile(ignoring.source) : undefined;
  if (!patterns) return undefined;
  const pattern = decidingPattern(patterns, name);
  return pattern === undefined || pattern.isNegated;
}
