import { parseEbCliConfig } from '../../parse/eb-cli-config.js';
import type { ProjectFiles } from '../project.js';

/**
 * Whether the EB CLI uploads an archive that something else makes, in place of the folder: what the folder does not have
 * may be in there. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html#eb-cli3-artifact
 */
export const deploysArtifact = ({ files }: { readonly files: ProjectFiles }): boolean =>
  files.archive === undefined &&
  files.ebCliConfigs.some((config) => parseEbCliConfig(config).artifact !== undefined);
