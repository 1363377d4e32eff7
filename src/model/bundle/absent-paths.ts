import { parseIgnoreFile, type IgnorePattern } from '../../parse/ignore-file.js';
import { decidingPattern } from '../../util/path-pattern.js';
import { oncePer } from '../../util/once-per.js';
import { scriptsNaming } from '../instance/scripts/scripts-naming.js';
import type { Project } from '../project.js';
import { existingFiles } from './existing-files.js';
import { ignorePatterns } from './ignored-files.js';
import { sourceNamed, type ProjectFile } from './project-files.js';

/** Why a path is not in the bundle: nothing is there, or a line of `.ebignore` leaves it out. */
export interface Absence {
  readonly pattern: IgnorePattern | undefined;
}

/** The line that leaves it out, as the other end of a finding. */
export const notesOnAbsence = ({ pattern }: Absence) =>
  pattern ? [{ at: pattern.place, note: 'leaves it out' }] : [];

/**
 * Whether a path below the root is missing on the instance; undefined where it is there, and where that is not known: what
 * version control leaves out is created by something, and so may be what a script mentions.
 */
export function absenceOf(path: string, project: Project): Absence | undefined {
  const { files, scripts } = project;
  if (scriptsNaming(scripts).mayName(path)) return undefined;
  const isThere = existingFiles(files).has(path);
  if (isThere === undefined) return undefined;
  if (!isThere) return isIgnoredByGit(path, project) ? undefined : { pattern: undefined };
  const pattern = decidingPattern(ignorePatterns(files), path);
  return pattern && !pattern.isNegated ? { pattern } : undefined;
}

/** What version control ignores is created by something. */
export const isIgnoredByGit = (path: string, { files }: Project): boolean =>
  decidingPattern(ignoredByGit(files.files), path)?.isNegated === false;

const ignoredByGit = oncePer((files: readonly ProjectFile[]): readonly IgnorePattern[] => {
  const file = sourceNamed('.gitignore', files);
  return (file && parseIgnoreFile(file)) ?? [];
});
