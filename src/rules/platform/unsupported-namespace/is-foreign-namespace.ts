import type { NamespaceInfo } from '../../../catalogue/find-namespace.js';
import type { Platform } from '../../../model/platform/platform.js';

/** The namespaces that platforms define. */
const OF_PLATFORMS = /^aws:elasticbeanstalk:(?:(?:container|windows):|environment:proxy(?::staticfiles)?$)/;

/** Whether a namespace belongs to other platforms than the project's. */
export const isForeignNamespace = (
  { name: namespace, languages }: NamespaceInfo,
  { language }: Platform,
): boolean =>
  OF_PLATFORMS.test(namespace) &&
  language !== undefined &&
  language !== 'other' &&
  languages?.includes(language) === false;
