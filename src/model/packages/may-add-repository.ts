import { oncePer } from '../../util/once-per.js';
import type { ProjectFiles } from '../project.js';

/** What adds a repository, or a package from outside of one, if anything: a `.repo` file, an `.rpm`, a script that sets one up. */
const ADDS = /\.repo\b|\.rpm\b|--add-repo|spal-release|\/setup_\d/;

/** Whether a file of a project may make packages available that Amazon Linux does not have. */
export const mayAddRepository = oncePer(({ files }: ProjectFiles): boolean =>
  files.some((file) => 'source' in file && ADDS.test(file.source.text)),
);
