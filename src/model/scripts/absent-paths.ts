import { type IgnorePattern, parseIgnoreFile } from '../../parse/ignore-file.js';
import { oncePer } from '../../util/memo.js';
import { decidingPattern } from '../../util/path-pattern.js';
import { ignorePatterns } from '../bundle/deployed-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { deploysArtifact } from '../bundle/shipped-files.js';
import type { Doubt } from '../doubt.js';
import { type Project, type ProjectFile, sourceNamed } from '../project.js';
import { scriptsNaming } from './named-files.js';
import { scripts } from './scripts.js';

/** Why a path is not in the bundle: nothing is there, or a line of `.ebignore` leaves it out. */
export interface Absence {
  readonly pattern: IgnorePattern | undefined;
  /** Why it may be there all the same. */
  readonly doubt?: Doubt | undefined;
}

/** The line that leaves it out, as the other end of a finding. */
export const notesOnAbsence = ({ pattern }: Absence) =>
  pattern ? [{ at: pattern.place, note: 'leaves it out' }] : [];

/** Whether a `.gitignore` leaves it out: what makes the bundle may make it, too. */
export const isLeftOutByGit = ({ pattern }: Absence): boolean =>
  pattern?.place.file.name.endsWith('.gitignore') === true;

/**
 * Whether a path below the root is missing on the instance; undefined where it is there. What version control leaves out is
 * created by something, and so may be what a script mentions: then there is a doubt.
 */
export function absenceOf(path: string, project: Project): Absence | undefined {
  const isThere = existingFiles(deployedFiles(project)).has(path);
  const pattern = isThere ? leftOutByEbignore(path, project) : undefined;
  if (isThere && !pattern) return undefined;
  const byScript = scriptNaming(path, project);
  if (byScript) return { pattern, doubt: byScript };
  if (isThere === undefined)
    return { pattern, doubt: { reason: 'it is not known what is in its folder', at: undefined } };
  const ignored = isThere ? undefined : patternOfGit(path, project);
  return ignored
    ? { pattern, doubt: { reason: 'this leaves it out of git, so something makes it', at: ignored.place } }
    : { pattern };
}

/** The same where no doubt is left. */
export function certainAbsence(path: string, project: Project): Absence | undefined {
  const absence = absenceOf(path, project);
  return absence?.doubt ? undefined : absence;
}

/** The same where what git leaves out is not uploaded either. */
export const absenceInUpload = (path: string, project: Project): Absence | undefined =>
  certainAbsence(path, project) ?? leftOutByGit(path, project) ?? absenceOf(path, project);

function scriptNaming(path: string, project: Project): Doubt | undefined {
  const naming = scriptsNaming(scripts(project)).naming(path);
  if (!naming) return { reason: 'the scripts have too many words to be searched', at: undefined };
  const [script] = naming;
  return script && { reason: 'this script names it', at: script.name.place };
}

/** The line of `.ebignore` that leaves a path out. */
export function leftOutByEbignore(path: string, project: Project): IgnorePattern | undefined {
  const pattern = decidingPattern(ignorePatterns(deployedFiles(project)), path);
  return pattern?.isNegated === false ? pattern : undefined;
}

/** Folders that builds and package managers write to. */
const BUILT_FOLDERS = [
  ...[
    String.raw`\.next`,
    'bin',
    'build',
    'dist',
    'lib',
    'node_modules',
    'out',
    'output',
    'public',
    'target',
    'vendor',
    'venv',
  ],
];

/** What is in a folder that a build writes to, or in one of these others. */
export const inBuiltFolder = (...others: readonly string[]): RegExp =>
  new RegExp(`^(?:${[...BUILT_FOLDERS, ...others].join('|')})(?:/|$)`);

/** What version control ignores is created by something. */
export const isIgnoredByGit = (path: string, project: Project): boolean =>
  patternOfGit(path, project) !== undefined;

const patternOfGit = (path: string, project: Project): IgnorePattern | undefined => {
  const patterns = ignoredByGit(deployedFiles(project).files);
  // What is missing may be a folder, which `dist/` leaves out with all that is in it.
  const pattern = decidingPattern(patterns, path) ?? decidingPattern(patterns, `${path}/x`);
  return pattern?.isNegated === false ? pattern : undefined;
};

/**
 * The line of `.gitignore` that leaves a path out of what the EB CLI uploads, which is a commit of git where there is no
 * `.ebignore`; undefined where nothing does, where something else may upload the project, and where a script may make the file.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html#eb-cli3-ebignore
 */
function leftOutByGit(path: string, project: Project): Absence | undefined {
  if (scriptsNaming(scripts(project)).mayName(path)) return undefined;
  const pattern = leftOutByGitOnly(path, project);
  return pattern && { pattern };
}

/** The same where it does not matter what scripts name. */
export function leftOutByGitOnly(path: string, project: Project): IgnorePattern | undefined {
  const { files, ebCliConfigs, archive } = deployedFiles(project);
  const mayBeOther =
    archive !== undefined ||
    ebCliConfigs.length === 0 ||
    deploysArtifact(project) ||
    files.some(({ name }) => name === '.ebignore' || name.startsWith('.github/')) ||
    [...(existingFiles(deployedFiles(project)).in('')?.keys() ?? [])].some((name) =>
      BUILD_SERVICES.has(name),
    );
  return mayBeOther ? undefined : patternOfGit(path, project);
}

/** What build services read, which may make files and upload them. */
const BUILD_SERVICES: ReadonlySet<string> = new Set([
  ...['.circleci', '.github', '.gitlab-ci.yml', '.travis.yml', 'Jenkinsfile', 'azure-pipelines.yml'],
  ...['bitbucket-pipelines.yml', 'buildspec.yaml', 'buildspec.yml', 'cloudbuild.yaml'],
]);

const ignoredByGit = oncePer((files: readonly ProjectFile[]): readonly IgnorePattern[] => {
  const file = sourceNamed('.gitignore', files);
  return (file && parseIgnoreFile(file)) ?? [];
});
