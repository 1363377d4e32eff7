import type { Project } from '../model/project.js';
import type { SourceFile } from '../source/index.js';
import { fact } from '../model/fact.js';
import { configFiles } from '../model/bundle/config-files.js';
import { dataFiles } from '../model/platform/data-files.js';

/** The files that cannot be parsed: what they hold is a guess. */
export const brokenFiles = fact(
  'brokenFiles',
  (project: Project): ReadonlySet<SourceFile> =>
    new Set(
      [...configFiles(project), ...dataFiles(project)].filter(({ broken }) => broken).map(({ file }) => file),
    ),
);
