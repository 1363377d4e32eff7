import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { WINDOWS_MANIFEST } from '../../knowledge/platform/platforms.js';
import { intendedStem, isBesideFolder, isConfigFile } from './config-file-name.js';

/** Files in the root of which Elastic Beanstalk or the EB CLI makes sense: one that cannot be read is a mistake. */
const BUNDLE_FILES: ReadonlySet<string> = new Set([
  'Buildfile',
  'Dockerrun.aws.json',
  'Procfile',
  'cron.yaml',
  COMPOSE_FILE,
  'env.yaml',
]);

/** Files in the root that say something of the deployment, but belong to other programs. */
const NEIGHBORS: ReadonlySet<string> = new Set([
  '.dockerignore',
  '.ebignore',
  '.gitignore',
  'Dockerfile',
  'Gemfile',
  'Gemfile.lock',
  'Pipfile',
  'composer.json',
  'docker-compose.yaml',
  'package.json',
  'requirements.txt',
  WINDOWS_MANIFEST,
]);

/**
 * Configurations of whole environments that the EB CLI keeps.
 * https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/operations/saved_configs.py)
 */
const SAVED_CONFIGURATION = /^\.elasticbeanstalk\/(?:saved_configs\/)?[^/]+\.cfg\.yml$/;

export const isSavedConfiguration = (name: string): boolean => SAVED_CONFIGURATION.test(name);

/** Whether the text of a file of the EB CLI matters. */
export const isReadOfEbCli = (name: string): boolean => isSavedConfiguration(name) || isBesideFolder(name);

/** Whether a file concerns Elastic Beanstalk so much that not being able to read it is a finding. */
export const mustBeRead = (name: string): boolean => BUNDLE_FILES.has(name) || isConfigFile(name);

/** Whether a file in the root is read only because of its name. */
export const isReadInRoot = (name: string): boolean =>
  BUNDLE_FILES.has(name) || NEIGHBORS.has(name) || isBesideFolder(name);

/** Whether a file names folders with a Dockerfile. */
export const namesBuildFolders = (name: string): boolean => name === COMPOSE_FILE;

/** Whether a file that was read is parsed whole, whatever else a project has. */
export const isParsed = (name: string): boolean =>
  isReadInRoot(name) || isSavedConfiguration(name) || isConfigFile(name) || intendedStem(name) !== undefined;
