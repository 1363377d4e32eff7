import { intendedNamespace } from '../../catalogue/find-intended.js';
import type { NamespaceInfo } from '../../catalogue/find-namespace.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Platform } from '../../model/platform/platform.js';
import { namespaceMentions, settingGroups } from '../../model/settings/namespace-mentions.js';
import type { Rule } from '../rule.js';

export const unsupportedNamespace: Rule = {
  meta: {
    summary: 'A namespace belongs to another platform',
    why: 'Each platform has its own namespaces, such as aws:elasticbeanstalk:container:php:phpini. Any other platform refuses them, and the whole update: "Invalid option specification (Namespace: …, OptionName: …): Unknown configuration setting".',
    consequence: 'deploy-fails',
    references: ['guide:command-options-specific'],
    needsPlatform: true,
    yieldsTo: ['platform/retired-namespace'],
  },
  *check(project) {
    // Only a platform that is named is certain.
    const { name: platformName, place } = platform(project);
    if (platformName === undefined) return;
    for (const { name, places } of settingGroups(project).flatMap(namespaceMentions)) {
      const namespace = intendedNamespace(name);
      if (!namespace || !isForeignNamespace(namespace, platform(project))) continue;
      yield {
        at: places[0],
        message: `Namespace ${name} belongs to another platform`,
        help: `Remove it: the platform is ${platformName}.`,
        ...(place && { related: [{ at: place, note: 'the platform is set here' }] }),
      };
    }
  },
};

/** The namespaces that platforms define. */
const OF_PLATFORMS = /^aws:elasticbeanstalk:(?:(?:container|windows):|environment:proxy(?::staticfiles)?$)/;

/** Whether a namespace belongs to other platforms than the project's. */
const isForeignNamespace = ({ name: namespace, languages }: NamespaceInfo, { language }: Platform): boolean =>
  OF_PLATFORMS.test(namespace) &&
  language !== undefined &&
  language !== 'other' &&
  languages?.includes(language) === false;
