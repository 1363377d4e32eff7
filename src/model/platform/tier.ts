import { parseManifestTier } from '../../parse/env-yaml.js';
import type { Value } from '../../source/index.js';
import { sourceNamed, type ProjectFiles } from '../project.js';
import type { Settings } from '../settings/settings.js';

/** The tier that `env.yaml` names. */
export function manifestTier({ files }: ProjectFiles): Value | undefined {
  const manifest = sourceNamed('env.yaml', files);
  return manifest && parseManifestTier(manifest);
}

const WORKER_NAMESPACE = 'aws:elasticbeanstalk:sqsd';

/**
 * The tier of the environment, as far as the files tell: `unknown` for a project that only has a `cron.yaml`, because the
 * same bundle may be deployed to an environment of each tier.
 */
export function tierOf(project: ProjectFiles, settings: Settings): 'web' | 'worker' | 'unknown' {
  const named = manifestTier(project)?.text.toLowerCase();
  if (named === 'worker' || settings.namespaces(WORKER_NAMESPACE).length > 0) return 'worker';
  return named === undefined && isWorkerTier(project, settings) ? 'unknown' : 'web';
}

/**
 * Whether anything in a project says that its environment takes messages from a queue instead of requests.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-tiers.html
 */
export const isWorkerTier = (project: ProjectFiles, settings: Settings): boolean =>
  manifestTier(project)?.text.toLowerCase() === 'worker' ||
  project.files.some(({ name }) => name === 'cron.yaml') ||
  settings.namespaces(WORKER_NAMESPACE).length > 0;
