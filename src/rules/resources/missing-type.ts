import { isEbId } from '../../knowledge/resources/eb-resources.js';
import { resourceEntries, unknownResourceKeys } from '../../parse/index.js';
import type { Rule } from '../rule.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const missingType: Rule = {
  meta: {
    id: 'resources/missing-type',
    summary: 'A resource has no Type',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: every resource must have a Type. Only a resource that Elastic Beanstalk itself creates may be changed without one.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-resources.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
    ],
    since: '0.1.0',
    yieldsTo: ['resources/misplaced-namespace', 'resources/unknown-key'],
  },
  *check(project) {
    const entries = configFiles(project).flatMap(resourceEntries);
    const typed = new Set(
      entries
        .filter(({ keys }) => typeof keys !== 'string' && keys.some(({ text }) => text === 'Type'))
        .map(({ id }) => id.value),
    );
    for (const { id, keys } of entries) {
      if (typeof keys === 'string' || typed.has(id.value) || isEbId(id.value)) continue;
      yield {
        at: id.place,
        message: `Resource "${id.value}" has no Type`,
        help: 'Add its type, such as `Type: AWS::SQS::Queue`.',
        related: unknownResourceKeys(keys)
          .filter(({ suggestion }) => suggestion === 'Type')
          .map(({ key }) => ({ at: key.place, note: `unknown key "${key.text}"` })),
      };
    }
  },
};
