import { hasOptionSettings } from '../../parse/env-yaml.js';
import type { ProjectFile } from '../bundle/project-files.js';

/** https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/operations/saved_configs.py) */
const SAVED_CONFIGURATION = /^\.elasticbeanstalk\/(?:saved_configs\/)?[^/]+\.cfg\.yml$/;

/**
 * Whether option settings may stand outside `.ebextensions`: in a saved configuration of the EB CLI, or in `env.yaml`.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-configuration-savedconfig.html
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-manifest.html
 */
export const hasSettingsElsewhere = (files: readonly ProjectFile[]): boolean =>
  files.some((file) => SAVED_CONFIGURATION.test(file.name) || isManifestWithSettings(file));

const isManifestWithSettings = (file: ProjectFile): boolean =>
  file.name === 'env.yaml' && 'source' in file && hasOptionSettings(file.source);
