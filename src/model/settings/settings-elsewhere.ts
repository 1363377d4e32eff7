import {
  isInfrastructureFile,
  isInfrastructureFolder,
} from '../../knowledge/settings/infrastructure-tools.js';
import { hasOptionSettings } from '../../parse/env-yaml.js';
import type { ProjectFile } from '../project.js';
import { isSavedConfiguration } from '../bundle/read-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';

/**
 * Whether option settings may be outside `.ebextensions`: in a saved configuration of the EB CLI, or in `env.yaml`.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-configuration-savedconfig.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
 */
export const hasSettingsElsewhere = (files: readonly ProjectFile[]): boolean =>
  files.some((file) => isSavedConfiguration(file.name) || isManifestWithSettings(file));

const isManifestWithSettings = (file: ProjectFile): boolean =>
  file.name === 'env.yaml' && 'source' in file && hasOptionSettings(file.source);

/** Whether another tool in the project's folder may configure the environment, where no configuration file shows it. */
export const mayBeConfiguredElsewhere = fact('mayBeConfiguredElsewhere', (project): boolean => {
  const { files, folders = [] } = deployedFiles(project);
  return files.some(({ name }) => isInfrastructureFile(name)) || folders.some(isInfrastructureFolder);
});
