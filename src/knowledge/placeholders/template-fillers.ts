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

/** Scripts that may do so by their names, and whose texts say what they replace. */
const SCRIPTS =
  /^(?:build|bundle|deploy|package|release)[\w.-]{0,80}\.(?:[cm]?js|php|py|rb|ts)$|^(?:\.buildkite|\.ci|\.circleci|\.github\/workflows|\.semaphore|bin|ci|deploy|deployment|scripts)\/[^/]+$/;

/** Whether the text of a file may say what it replaces in others. */
export const mayNameReplaced = (name: string): boolean => mayFillTemplates(name) || SCRIPTS.test(name);

/** Folders whose files may do so. */
export const REPLACING_FOLDERS: readonly string[] = [
  ...['.buildkite', '.ci', '.circleci', '.github/workflows', '.semaphore'],
  ...['bin', 'ci', 'deploy', 'deployment', 'scripts'],
];

/** A line that replaces something: a program that does so, a function of that name, or an expression for `sed` on a line of its own. */
const REPLACES = /\b(?:awk|envsubst|jq|perl|sed|yq)\b|replace|\bs([/|#,@!])[^\n]{1,200}\1/i;

/** Whether a line of a script replaces something. */
export const replaces = (line: string): boolean => REPLACES.test(line);

/** `$NAME`, `%NAME%`, `[[name]]`, and the marks of templates. */
const MARK =
  /\$\{?[A-Za-z_]\w*|%[A-Za-z_]\w*%|\[\[ ?[A-Za-z_]\w* ?\]\]|@@\w+@@|\{\{|<%|#\{[A-Za-z_]|(?<!\w)__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?!\w)/;

/** Whether a text holds what such a tool would fill in. */
export const holdsMark = (text: string): boolean => MARK.test(text);
