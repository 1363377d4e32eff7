import { type IgnorePattern, parseIgnoreFile } from '../../parse/ignore-file.js';
import { decidingPattern } from '../../util/path-pattern.js';
import { fact } from '../fact.js';
import { type ProjectFile, type ProjectFiles, sourceNamed } from '../project.js';
import { withinBudget } from './within-budget.js';

/** A file that is in the folder, but not in what the EB CLI uploads. */
export interface IgnoredFile {
  readonly file: ProjectFile;
  /** The line of `.ebignore` that leaves it out. */
  readonly pattern: IgnorePattern;
}

/** What the EB CLI reads itself, or what says something of the project wherever it is deployed from. */
const NEVER_DEPLOYED = /^(?:\.ebignore|\.gitignore|\.(?:elasticbeanstalk|github)\/.*)$/;

/**
 * The patterns of `.ebignore`; none where there is no such file, and in an archive, which is uploaded as it is. What git
 * ignores does not matter to the EB CLI.
 */
export function ignorePatterns({ files, archive }: ProjectFiles): readonly IgnorePattern[] {
  if (archive) return [];
  const file = sourceNamed('.ebignore', files);
  return (file && parseIgnoreFile(file)) ?? [];
}

/** The files that `.ebignore` leaves out. */
export const ignoredFiles = fact('ignoredFiles', ({ files }): readonly IgnoredFile[] => {
  const patterns = ignorePatterns(files);
  if (patterns.length === 0) return [];
  return files.files.flatMap((file) => {
    const pattern = NEVER_DEPLOYED.test(file.name) ? undefined : decidingPattern(patterns, file.name);
    return pattern && !pattern.isNegated ? [{ file, pattern }] : [];
  });
});

/** What is deployed, and what the EB CLI reads itself: what is not deployed cannot be wrong. */
export const deployedFiles = fact('deployedFiles', (project): ProjectFiles => {
  const ignored = ignoredFiles(project);
  if (ignored.length === 0) return withinBudget(project.files);
  const left = new Set(ignored.map(({ file }) => file));
  return withinBudget({ ...project.files, files: project.files.files.filter((file) => !left.has(file)) });
});
