import { hasOptionSettings } from '../../parse/env-yaml.js';
import type { ProjectFile } from '../bundle/project-files.js';
import { isSavedConfiguration } from '../bundle/read-files.js';

/**
 * Whether option settings may stand outside `.ebextensions`: in a saved configuration of the EB CLI, or in `env.yaml`.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-configuration-savedconfig.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
 */
export const hasSettingsElsewhere = (files: readonly ProjectFile[]): boolean =>
  files.some((file) => isSavedConfiguration(file.name) || isManifestWithSettings(file));

const isManifestWithSettings = (file: ProjectFile): boolean =>
  file.name === 'env.yaml' && 'source' in file && hasOptionSettings(file.source);
