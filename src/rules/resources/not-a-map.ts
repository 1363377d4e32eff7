import { configFiles } from '../../model/bundle/config-files.js';
import { problemsOf, type ResourceWithoutMap } from '../../parse/index.js';
import { problem } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const resourceNotAMap: Rule = {
  meta: {
    summary: 'Resources, a resource, or its Properties are not a map',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Template format error: Every Resources member must be an object".',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/UserGuide/resources-section-structure',
    ],
    yieldsTo: ['resources/misplaced-namespace'],
  },
  needs: problem('resource-not-a-map'),
  *check(project) {
    for (const problem of problemsOf(configFiles(project), 'resource-not-a-map')) yield findingOf(problem);
  },
};

function findingOf({ part, key: { text: name, place: at }, holds }: ResourceWithoutMap): Finding {
  if (part === 'section')
    return {
      at,
      message: `Resources is ${holds}, but must be a map`,
      help: 'Write each resource as `ID: {Type: ..., Properties: ...}`, without a hyphen.',
    };
  if (part === 'properties')
    return {
      at,
      message: `The Properties of resource "${name}" are ${holds}, but must be a map`,
      help: 'Write each property as `NAME: VALUE`.',
    };
  return holds === 'nothing'
    ? {
        at,
        message: `Resource "${name}" is empty`,
        help: 'Add its `Type` and `Properties`, or delete it.',
        // What Elastic Beanstalk does with an empty one is unknown.
        warnsBecause: 'milder',
      }
    : {
        at,
        message: `Resource "${name}" is ${holds}, but must be a map`,
        help: 'Write its `Type` and `Properties` below it.',
      };
}
