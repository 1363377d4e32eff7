import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';

/** What adds a repository, or a package from outside of one, if anything: a `.repo` file, an `.rpm`, a script that sets one up. */
const ADDS = /\.repo\b|\.rpm\b|--add-repo|spal-release|\/setup_\d/;

/** Whether a file of a project may make packages available that Amazon Linux does not have. */
export const mayAddRepository = fact('mayAddRepository', (project): boolean =>
  deployedFiles(project).files.some((file) => 'source' in file && ADDS.test(file.source.text)),
);
