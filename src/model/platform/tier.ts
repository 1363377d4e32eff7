import { parseManifestTier } from '../../parse/env-yaml.js';
import type { Value } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { type Project, type ProjectFiles, sourceNamed } from '../project.js';
import { environments, environmentTier, sharedTier } from '../settings/environments.js';
import { settings } from '../settings/settings.js';

/** The tier that `env.yaml` names. */
function manifestTier({ files }: ProjectFiles): Value | undefined {
  const manifest = sourceNamed('env.yaml', files);
  return manifest && parseManifestTier(manifest);
}

/** The tier that a file names, where no other one names another. */
export const statedTier = (project: Project): Value | undefined =>
  environments(project).length > 0 ? sharedTier(project) : manifestTier(deployedFiles(project));

const WORKER_NAMESPACE = 'aws:elasticbeanstalk:sqsd';

/**
 * The tier of the environment, as far as the files tell: `unknown` for a project that only has a `cron.yaml`, because the
 * same bundle may be deployed to an environment of each tier.
 */
export function tierOf(project: Project): 'web' | 'worker' | 'unknown' {
  const named = namedTier(project);
  if (named === 'worker' || settings(project).namespaces(WORKER_NAMESPACE).length > 0) return 'worker';
  return named === undefined && isWorkerTier(project) ? 'unknown' : 'web';
}

const namedTier = (project: Project): string | undefined =>
  (environmentTier(project) ?? manifestTier(deployedFiles(project))?.text)?.toLowerCase();

/**
 * Whether anything in a project says that its environment takes messages from a queue instead of requests.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-tiers.html
 */
export const isWorkerTier = (project: Project): boolean =>
  namedTier(project) === 'worker' ||
  environments(project).some(({ tier }) => tier && tier.text !== 'WebServer') ||
  deployedFiles(project).files.some(({ name }) => name === 'cron.yaml') ||
  settings(project).namespaces(WORKER_NAMESPACE).length > 0;
