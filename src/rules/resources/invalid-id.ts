import { resourceEntries } from '../../parse/index.js';
import type { Rule } from '../rule.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const invalidId: Rule = {
  meta: {
    id: 'resources/invalid-id',
    summary: 'The id of a resource contains characters other than letters and digits',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Resource name NAME is non alphanumeric".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-resources.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
    ],
    since: '0.1.0',
    yieldsTo: ['resources/misplaced-namespace'],
  },
  *check(project) {
    for (const { id, keys } of configFiles(project).flatMap(resourceEntries)) {
      if (typeof keys === 'string' || /^[A-Za-z0-9]+$/.test(id.value)) continue;
      yield {
        at: id.place,
        message: `Resource id "${id.value}" contains characters other than letters and digits`,
        help: 'Use only letters and digits, here and in every reference to the resource.',
      };
    }
  },
};
