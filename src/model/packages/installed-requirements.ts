import { bringsNoServer } from '../../knowledge/packages/python-packages.js';
import { readPipfile, readRequirements, type Requirements } from '../../parse/requirements.js';
import type { SourceFile } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { areToolsKnown, toolScripts } from '../bundle/may-be-filled-in.js';
import { deploysArtifact, isForInstances } from '../bundle/shipped-files.js';
import { liveTextOf } from '../execution/live-text.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { type Project, type ProjectFile, type ProjectFiles, sourceNamed } from '../project.js';
import { certainAbsence } from '../scripts/absent-paths.js';
import { mayBeNamed } from '../scripts/named-files.js';

/**
 * What pip installs from requirements.txt on the Python platform; undefined on others. A Pipfile beside it is not read.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-requirements.html
 */
export function installedRequirements(project: Project): Requirements | undefined {
  const { files } = deployedFiles(project);
  const file = sourceNamed('requirements.txt', files);
  return platform(project).language === 'python' && file ? readRequirements(file) : undefined;
}

/** What a file says that tells pip where packages come from or how they are built, beside requirements.txt. */
export const CONFIGURES_PIP = /\bPIP_[A-Z]|\bpip\.conf\b|\bpip3? config\b|--no-build-isolation\b/;

/** Programs that install packages or run those of an environment of their own, and such an environment. */
export const INSTALLS_PYTHON_PACKAGES =
  /\b(?:pip[\d.]*|easy_install)[ \t]+install\b|\b(?:conda|pdm|pipenv|pipx|poetry|uvx?)[ \t]|(?<!\/var\/app\/)venv\/bin\//;

const mayInstallElsewhere = (project: Project): boolean =>
  deployedFiles(project).files.some(
    (file) =>
      'source' in file && isForInstances(file) && INSTALLS_PYTHON_PACKAGES.test(liveTextOf(file.source)),
  );

/** All packages that a process of the Python platform can have beside gunicorn and what these depend on. */
export interface AllRequirements {
  /** The file that lists them; undefined where the project has none at all. */
  readonly file: SourceFile | undefined;
  /** The file that lists them where the platform does not look. */
  readonly unread: string | undefined;
  readonly names: ReadonlySet<string>;
}

/**
 * What the platform installs, where that is all that a process can have: each package is known with what it depends on, and
 * nothing else installs any. Undefined elsewhere. Of several files, it takes the first of requirements.txt, Pipfile.lock, Pipfile.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-requirements.html
 */
export const allRequirements = fact('allRequirements', (project): AllRequirements | undefined => {
  if (platform(project).language !== 'python') return undefined;
  const { files } = deployedFiles(project);
  const file = sourceNamed('requirements.txt', files) ?? pipfile(files);
  if (!file && mayHaveList(project)) return undefined;
  const { packages, isWhole } = file ? listIn(file) : NOTHING;
  if (!isWhole || !packages.every(bringsNoServer) || mayInstallElsewhere(project)) return undefined;
  const unread = file ? undefined : PROJECT_FILES.find((own) => files.some(({ name }) => name === own));
  return { file, unread, names: new Set(packages.map(({ name }) => name)) };
});

const NOTHING = { packages: [], isWhole: true } satisfies Partial<Requirements>;

const listIn = (file: SourceFile): Requirements =>
  file.name === 'Pipfile' ? readPipfile(file) : readRequirements(file);

/** Where nothing is in its place. */
const pipfile = (files: readonly ProjectFile[]): SourceFile | undefined =>
  files.some(({ name }) => name === 'requirements.txt' || name === 'Pipfile.lock')
    ? undefined
    : sourceNamed('Pipfile', files);

/** Files in the root that list dependencies, or from which a build makes such a list. */
const LISTS = [
  ...['requirements.txt', 'Pipfile.lock', 'Pipfile'],
  ...['environment.yml', 'setup.cfg', 'setup.py'],
];

/** Files of which the platform reads nothing: a tool makes a list from them, or nothing is installed. */
const PROJECT_FILES = ['poetry.lock', 'uv.lock', 'pyproject.toml'];

const MAKES_LIST = /requirements|\b(?:pdm|poetry|uv)\b/;

/** Whether something of the project may list its dependencies, or install them without a list. */
function mayHaveList(project: Project): boolean {
  const { files } = deployedFiles(project);
  const names = [...(existingFiles(deployedFiles(project)).in('')?.keys() ?? [])];
  return (
    deploysArtifact(project) ||
    !names.some((name) => name.endsWith('.py')) ||
    names.some((name) => /^requirement|^wheel/i.test(name)) ||
    LISTS.some((name) => {
      const absence = certainAbsence(name, project);
      return !absence || absence.pattern !== undefined;
    }) ||
    mayBeNamed('requirements.txt', files) ||
    (PROJECT_FILES.some((name) => !certainAbsence(name, project)) && mayMakeList(deployedFiles(project)))
  );
}

const mayMakeList = (files: ProjectFiles): boolean =>
  !areToolsKnown(files) || toolScripts(files).some(({ text }) => MAKES_LIST.test(text));
