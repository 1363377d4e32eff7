import { readRequirements, type Requirements } from '../../parse/requirements.js';
import { type Project, sourceNamed, type ProjectFile } from '../project.js';
import { deployedFiles } from '../bundle/deployed-files.js';
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
