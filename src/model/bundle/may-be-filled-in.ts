import { piecesIn, SourceFile } from '../../source/index.js';
import {
  MAX_PARSED_CHARACTERS,
  MAX_PARSED_PIECES,
  MAX_REPLACING_CHARACTERS,
  MAX_REPLACING_SCRIPTS,
} from '../../util/limits.js';
import { oncePer, oncePerText } from '../../util/memo.js';
import { type ProjectFiles, sourceNamed } from '../project.js';

/** Whether a tool beside the project may fill in or move its files before they are deployed. */
export const mayBeFilledIn = oncePer(
  (project: ProjectFiles): boolean =>
    project.files.some(({ name }) => mayFillTemplates(name) && !WORKFLOW.test(name)) ||
    (project.folders ?? []).some(mayHoldFillers) ||
    toolScripts(project).some(({ name, text }) => WORKFLOW.test(name) && fills(text)),
);

/** A workflow says all that it does: one that only tests fills in nothing. */
const WORKFLOW = /^\.github\/workflows\//;

const fills = (text: string): boolean => FILLS_UNNAMED.test(text) || text.split('\n').some(replaces);

/** Whether such a tool may fill in a value: it holds a mark for one, or a script says that it replaces it. */
export const mayAwaitFiller = (files: ProjectFiles, text: string): boolean =>
  (holdsMark(text) && mayBeFilledIn(files)) || isReplaced(files, text);

/** Shorter texts are in any script. */
const MIN_LENGTH = 4;

/** Whether a script beside the project replaces a text, such as a placeholder, before the deployment: `sed s/<TAG>/…/`. */
export const isReplaced = (files: ProjectFiles, text: string): boolean =>
  text.length >= MIN_LENGTH && replacingLines(files).includes(text);

/**
 * Whether a tool beside the project may move or write what is in a folder: one of its scripts names the folder, or fills in files
 * that it does not name, or not all scripts are known.
 */
export const mayBeMoved = oncePerText((files: ProjectFiles, folder: string): boolean => {
  if ((files.folders ?? []).some((name) => UNREAD_FOLDERS.has(name))) return true;
  const { texts, isWhole } = scriptsOfTools(files);
  return !isWhole || texts.some((text) => FILLS_UNNAMED.test(text) || namesFolder(text, folder));
});

/** The scripts of tools beside the project, such as those of a build service, as far as they are read. */
export const toolScripts = (files: ProjectFiles): readonly SourceFile[] => scriptsOfTools(files).sources;

/** Whether these are all. */
export const areToolsKnown = (files: ProjectFiles): boolean => scriptsOfTools(files).isWhole;

/** Programs and actions that fill in all files of a folder. */
const FILLS_UNNAMED = /\b(?:envsubst|j2cli|gomplate|replace-?tokens|variable-substitution)\b/i;

/** A longer name, such as that of the hidden folder, is another folder. */
const namesFolder = (text: string, folder: string): boolean =>
  text
    .split(folder)
    .slice(0, -1)
    .some((before) => !/[\w.-]$/.test(before));

/** What scripts replace. */
const replacingLines = oncePer((project: ProjectFiles): string =>
  scriptsOfTools(project)
    .texts.flatMap((text) => text.split('\n'))
    .filter(replaces)
    .join('\n')
    .slice(0, MAX_REPLACING_CHARACTERS),
);

/** The texts of scripts that may fill in or move files of a project, and whether these are all. Read when first asked for. */
const scriptsOfTools = oncePer((project: ProjectFiles) => {
  const { root, files, kindsIn, textOf } = project;
  const names = new Set([
    ...files.flatMap(({ name }) => (mayNameReplaced(name) || name === 'package.json' ? [name] : [])),
    ...REPLACING_FOLDERS.flatMap((folder) =>
      [...(kindsIn?.(folder) ?? [])].flatMap(([name, kind]) =>
        kind === 'file' ? [`${folder}/${name}`] : [],
      ),
    ),
  ]);
  const read = (name: string): SourceFile | undefined => {
    const text = sourceNamed(name, files) ?? textOf?.(name);
    return typeof text === 'string' ? new SourceFile(`${root}/${name}`, name, text) : text;
  };
  const all = [...names].slice(0, MAX_REPLACING_SCRIPTS).map(read);
  const sources = withinBudget(all.flatMap((file) => file ?? []));
  return {
    sources,
    texts: sources.map(({ text }) => text),
    isWhole: names.size <= MAX_REPLACING_SCRIPTS && sources.length === all.length,
  };
});

/** Those that are parsed: beyond it, what the tools do is not known. */
function withinBudget(files: readonly SourceFile[]): readonly SourceFile[] {
  let characters = 0;
  let pieces = 0;
  return files.filter(({ text }) => {
    characters += text.length;
    if (characters <= MAX_PARSED_CHARACTERS) pieces += piecesIn(text);
    return characters <= MAX_PARSED_CHARACTERS && pieces <= MAX_PARSED_PIECES;
  });
}

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

/** Those whose files are not read: they lie further down. */
const UNREAD_FOLDERS: ReadonlySet<string> = new Set(['.octopus', 'ansible', 'infra', 'terraform']);

/** Whether a file may belong to what fills in the project's files. */
const mayFillTemplates = (name: string): boolean => FILLERS.some((filler) => filler.test(name));

/** Whether a folder may hold what fills in the project's files. */
const mayHoldFillers = (folder: string): boolean => FOLDERS.has(folder);

/** Scripts that may do so by their names, and whose texts say what they replace. */
const SCRIPTS =
  /^(?:build|bundle|deploy|package|release)[\w.-]{0,80}\.(?:[cm]?js|php|py|rb|ts)$|^(?:\.buildkite|\.ci|\.circleci|\.github\/workflows|\.semaphore|bin|ci|deploy|deployment|scripts)\/[^/]+$/;

/** Whether the text of a file may say what it replaces in others. */
const mayNameReplaced = (name: string): boolean => mayFillTemplates(name) || SCRIPTS.test(name);

/** Folders whose files may do so. */
const REPLACING_FOLDERS: readonly string[] = [
  ...['.buildkite', '.ci', '.circleci', '.github/workflows', '.semaphore'],
  ...['bin', 'ci', 'deploy', 'deployment', 'scripts'],
];

/** A line that replaces something: a program that does so, a function of that name, or an expression for `sed` on a line of its own. */
const REPLACES = /\b(?:awk|envsubst|jq|perl|sed|yq)\b|replace|\bs([/|#,@!])[^\n]{1,200}\1/i;

/** Whether a line of a script replaces something. */
const replaces = (line: string): boolean => REPLACES.test(line);

/** `$NAME`, `%NAME%`, `[[name]]`, and the marks of templates. */
const MARK =
  /\$\{?[A-Za-z_]\w*|%[A-Za-z_]\w*%|\[\[ ?[A-Za-z_]\w* ?\]\]|@@\w+@@|\{\{|<%|#\{[A-Za-z_]|(?<!\w)__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?!\w)/;

/** Whether a text holds what such a tool would fill in. */
const holdsMark = (text: string): boolean => MARK.test(text);
