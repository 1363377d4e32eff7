import { parseEbCliConfig } from '../../parse/eb-cli-config.js';
import { parseIgnoreFile } from '../../parse/ignore-file.js';
import { decidingPattern } from '../../util/path-pattern.js';
import type { ProjectFiles } from '../project.js';

/**
 * Whether the EB CLI uploads a file that is in the folder: what `.ebignore` does not leave out, else what git has. Of git
 * it is only known what the `.gitignore` in the root says; undefined where there is none, and others above may say more.
 */
export function isShipped(name: string, { files, folders = [] }: ProjectFiles): boolean | undefined {
  const ignoring = ['.ebignore', '.gitignore']
    .map((own) => files.find((file) => file.name === own))
    .find((file) => file !== undefined);
  if (!ignoring) return folders.includes('.git') ? true : undefined;
  const patterns = 'source' in ignoring ? parseIgnoreFile(ignoring.source) : undefined;
  if (!patterns) return undefined;
  const pattern = decidingPattern(patterns, name);
  return pattern === undefined || pattern.isNegated;
}

/**
 * Whether the EB CLI uploads an archive that something else makes, in place of the folder: what the folder does not have
 * may be in there. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html#eb-cli3-artifact
 */
export const deploysArtifact = ({ files }: { readonly files: ProjectFiles }): boolean =>
  files.archive === undefined &&
  files.ebCliConfigs.some((config) => parseEbCliConfig(config).artifact !== undefined);

/** What is for images of containers, for build services or for readers. */
const ELSEWHERE = /(?:^|\/)(?:Dockerfile[^/]*|docker-compose[^/]*|[^/]+\.md)$|^\.github\//;

/** Whether what a file says may concern the instances of the platform. */
export const isForInstances = ({ name }: { readonly name: string }): boolean => !ELSEWHERE.test(name);
