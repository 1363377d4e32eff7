import { knownResources } from '../../model/bundle/config-files.js';
import type { Rule } from '../rule.js';

export const invalidId: Rule = {
  meta: {
    summary: 'The id of a resource contains characters other than letters and digits',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Resource name NAME is non alphanumeric".',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/UserGuide/resources-section-structure',
    ],
    yieldsTo: ['resources/misplaced-namespace'],
  },
  needs: knownResources,
  *check(project) {
    for (const { name, value } of knownResources(project)) {
      if (value.kind !== 'map' || /^[A-Za-z0-9]+$/.test(name.text)) continue;
      yield {
        at: name.place,
        message: `Resource id "${name.text}" contains characters other than letters and digits`,
        help: `Use only letters and digits, such as \`${validId(name.text)}\`, here and in every reference to the resource.`,
      };
    }
  },
};

/** `my-queue` → `MyQueue` */
const validId = (id: string): string =>
  id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('') || 'MyResource';
