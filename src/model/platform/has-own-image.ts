import type { Project } from '../project.js';
import { settings } from '../settings/settings.js';

/**
 * Whether the instances start from an image of the project's own, which may have programs and services that no platform has.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.customenv.html
 */
export const hasOwnImage = (project: Project): boolean =>
  settings(project).effective('aws:autoscaling:launchconfiguration', 'ImageId') !== undefined;
