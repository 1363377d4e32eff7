import { parseManifestTier } from '../../parse/eb-cli-config.js';
import type { ProjectFiles } from '../bundle/project-files.js';
import type { Settings } from '../settings/settings.js';

const WORKER_NAMESPACE = 'aws:elasticbeanstalk:sqsd';

/**
 * Whether anything in a project says that its environment takes messages from a queue instead of requests.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-tiers.html
 */
export function isWorkerTier({ files }: ProjectFiles, settings: Settings): boolean {
  const manifest = files.find(({ name }) => name === 'env.yaml');
  const tier = manifest && 'source' in manifest ? parseManifestTier(manifest.source) : undefined;
  return (
    tier?.text.toLowerCase() === 'worker' ||
    files.some(({ name }) => name === 'cron.yaml') ||
    settings.namespaces(WORKER_NAMESPACE).length > 0
  );
}
