/**
 * Files of tools that may fill in a project's files before it is deployed: steps of a build, scripts, templates of other
 * tools for infrastructure.
 * https://docs.github.com/en/actions/writing-workflows/about-workflows
 * https://docs.gitlab.com/ci/ · https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
const FILLERS: readonly RegExp[] = [
  /^\.github\/workflows\/[^/]+\.ya?ml$/,
  /^(?:\.gitlab-ci|\.travis|\.drone|appveyor|azure-pipelines|bitbucket-pipelines|buildspec[\w.-]*|cloudbuild|codemagic|wercker)\.ya?ml$/,
  /^(?:Jenkinsfile|Makefile|GNUmakefile|Rakefile|Justfile|Taskfile\.ya?ml|fabfile\.py|[Gg]runtfile\.\w+|gulpfile\.\w+)$/,
  /^[^/]+\.(?:sh|bash|ps1|bat|cmd|tf|tfvars|j2|erb|tmpl|tpl)$/,
  /^(?:cdk\.json|serverless\.ya?ml|playbook\.ya?ml|octopus\.json|samconfig\.toml|Pulumi\.ya?ml)$/,
];

/** Folders of the same tools. */
const FOLDERS: ReadonlySet<string> = new Set([
  '.buildkite',
  '.circleci',
  '.ci',
  '.github',
  '.octopus',
  '.semaphore',
  'ansible',
  'bin',
  'ci',
  'deploy',
  'deployment',
  'infra',
  'scripts',
  'terraform',
]);

/** Whether a file may belong to what fills in the project's files. */
export const mayFillTemplates = (name: string): boolean => FILLERS.some((filler) => filler.test(name));

/** Whether a folder may hold what fills in the project's files. */
export const mayHoldFillers = (folder: string): boolean => FOLDERS.has(folder);
