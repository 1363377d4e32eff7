import type { Project } from '../model/project.js';
import type { SourceFile } from '../source/index.js';
import { oncePer } from '../util/once-per.js';

/** The files that cannot be parsed: what they hold is a guess. */
export const brokenFiles = oncePer(
  ({ configFiles, dataFiles }: Project): ReadonlySet<SourceFile> =>
    new Set([...configFiles, ...dataFiles].filter(({ broken }) => broken).map(({ file }) => file)),
);
