import type { Absence } from '../../model/scripts/absent-paths.js';
import { textAt } from '../../source/index.js';
import { baseName } from '../../util/paths.js';

/** How a file that is left out of the bundle gets into it, as a sentence begins. */
export function addToBundle(path: string, { pattern }: Absence): string {
  if (!pattern) return 'Add it to the bundle';
  return baseName(pattern.place.file.name) === '.ebignore'
    ? `Add \`!${path}\` to the end of .ebignore`
    : `Copy \`.gitignore\` to \`.ebignore\`, without the line \`${textAt(pattern.place).trim()}\``;
}
