import { bringsNoServer } from '../../knowledge/packages/python-packages.js';
import { readRequirements, type Requirements } from '../../parse/requirements.js';
import { type Project, sourceNamed, type ProjectFile } from '../project.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { isForInstances } from '../bundle/shipped-files.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';

/**
 * What pip installs from requirements.txt on the Python platform; undefined on others. A Pipfile beside it is not read.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-requirements.html
 */
export function installedRequirements(project: Project): Requirements | undefined {
  const { files } = deployedFiles(project);
  const file = sourceNamed('requirements.txt', files);
  return platform(project).language === 'python' && file ? readRequirements(file) : undefined;
}

/** Whether a file may tell pip where packages come from or how they are built, beside requirements.txt. */
export const mayConfigurePip = (files: readonly ProjectFile[]): boolean =>
  files.some((file) => 'source' in file && CONFIGURES.test(file.source.text));

const CONFIGURES = /\bPIP_[A-Z]|\bpip\.conf\b|\bpip3? config\b|--no-build-isolation\b/;

/** Programs that install packages or run those of an environment of their own, and such an environment. */
const INSTALLS =
  /\b(?:pip[\d.]*|easy_install)[ \t]+install\b|\b(?:conda|pdm|pipenv|pipx|poetry|uvx?)[ \t]|(?<!\/var\/app\/)venv\/bin\//;

const mayInstallOtherwise = (project: Project): boolean =>
  deployedFiles(project).files.some(
    (file) =>
      file.name === 'Pipfile' ||
      ('source' in file && isForInstances(file) && INSTALLS.test(file.source.text)),
  );

/**
 * What requirements.txt has pip install, where that is all that a process of the Python platform can have beside gunicorn: each
 * package is known with what it depends on, and nothing else installs any. Undefined elsewhere.
 */
export const allRequirements = fact('allRequirements', (project) => {
  const file = sourceNamed('requirements.txt', deployedFiles(project).files);
  if (platform(project).language !== 'python' || !file) return undefined;
  const { packages, isWhole } = readRequirements(file);
  if (!isWhole || !packages.every(bringsNoServer) || mayInstallOtherwise(project)) return undefined;
  return { file, names: new Set(packages.map(({ name }) => name)) as ReadonlySet<string> };
});
