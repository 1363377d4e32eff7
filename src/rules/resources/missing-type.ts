import { isEbId } from '../../knowledge/resources/eb-resources.js';
import { knownResources } from '../../model/bundle/config-files.js';
import { misspellingsOf } from '../../parse/index.js';
import type { Rule } from '../rule.js';

export const missingType: Rule = {
  meta: {
    summary: 'A resource has no Type',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: every resource must have a Type. Only a resource that Elastic Beanstalk itself creates may be changed without one.',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/UserGuide/resources-section-structure',
    ],
    yieldsTo: ['resources/misplaced-namespace', 'resources/unknown-key'],
  },
  needs: knownResources,
  *check(project) {
    const resources = knownResources(project).filter(({ value }) => value.kind === 'map');
    const typed = new Set(resources.flatMap(({ name, Type }) => (Type ? [name.text] : [])));
    for (const resource of resources) {
      const { text: id, place: at } = resource.name;
      if (typed.has(id) || isEbId(id)) continue;
      yield {
        at,
        message: `Resource "${id}" has no Type`,
        help: 'Add its type, such as `Type: AWS::SQS::Queue`.',
        related: misspellingsOf(resource, 'Type'),
      };
    }
  },
};
