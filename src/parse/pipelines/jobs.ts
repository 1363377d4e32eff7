import type { SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { parseDataFile } from '../data-file.js';
import { mappedText } from '../shell/word.js';
import type { Node } from '../yaml/node.js';
import { jobsOfBitbucket } from './bitbucket.js';
import { jobsOfBuildspec } from './buildspec.js';
import { jobsOfCircleci } from './circleci.js';
import { jobsOfGithub } from './github.js';
import { jobsOfGitlab } from './gitlab.js';
import type { Job, Step } from './job.js';
import { jobsOfPackage } from './package-scripts.js';
import { jobsOfJenkins, jobsOfMakefile } from './text-jobs.js';
import { jobsOfTravis } from './travis.js';

/** Files of YAML and JSON that list the commands of build services, by their paths below the root. */
const DATA_FILES: readonly (readonly [RegExp, (root: Node) => readonly Job[]])[] = [
  [/^\.github\/workflows\/[^/]+\.ya?ml$/, jobsOfGithub],
  [/^\.gitlab-ci\.ya?ml$/, jobsOfGitlab],
  [/^\.circleci\/config\.ya?ml$/, jobsOfCircleci],
  [/^bitbucket-pipelines\.ya?ml$/, jobsOfBitbucket],
  [/^\.travis\.ya?ml$/, jobsOfTravis],
  [/^buildspec[\w.-]*\.ya?ml$/, jobsOfBuildspec],
  [/^package\.json$/, jobsOfPackage],
];

const SHELL_SCRIPT = /\.(?:ba)?sh$/;
const SHEBANG = /^#!\S*(?:\/|\benv )(?:ba|da|k)?sh\b/;

/** The jobs that a file describes; none where it is not a file of a build service, nor a script of a shell. Never throws. */
export const jobsOf = oncePer((file: SourceFile): readonly Job[] => {
  const { name, text } = file;
  const [, read] = DATA_FILES.find(([pattern]) => pattern.test(name)) ?? [];
  if (read) {
    const { root } = parseDataFile(file);
    return root ? read(root) : [];
  }
  if (/^(?:GNUm|M|m)akefile$/.test(name)) return jobsOfMakefile(file);
  if (baseName(name) === 'Jenkinsfile') return jobsOfJenkins(file);
  if (!SHELL_SCRIPT.test(name) && !SHEBANG.test(text)) return [];
  const folder = name.includes('/') ? undefined : '';
  const steps: readonly Step[] = [{ kind: 'commands', text: mappedText(file), folder }];
  return [{ steps: () => steps }];
});
