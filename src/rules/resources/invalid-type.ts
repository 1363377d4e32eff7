import { resourceEntries } from '../../model/bundle/config-files.js';
import { literalOf } from '../../parse/index.js';
import type { Rule } from '../rule.js';

export const invalidType: Rule = {
  meta: {
    summary: 'The Type of a resource does not have the form of a type',
    why: 'A type of CloudFormation has parts that are separated by two colons, such as AWS::SNS::Topic. With anything else, CloudFormation refuses the whole template: "Template format error: Unrecognized resource types".',
    severity: 'error',
    consequence: 'deploy-fails',
    references: ['aws:AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref'],
  },
  *check(project) {
    for (const { Type } of resourceEntries(project)) {
      const type = literalOf(Type);
      const text = type?.text.trim() ?? '';
      if (!type || text === '' || TYPE.test(text)) continue;
      const better = `${/^aws/i.test(text) ? '' : 'AWS::'}${text.replace(/:+|[./\s]+/g, '::')}`;
      const isNear = (/^aws/i.test(text) || WITHOUT_VENDOR.test(text)) && TYPE.test(better);
      yield {
        at: type.place,
        message: `"${text}" does not have the form of a resource type`,
        help: isNear ? `Did you mean "${better}"?` : 'Use a type such as `AWS::SNS::Topic`.',
      };
    }
  },
};

/** `AWS::SNS::Topic`, `Custom::Thing`, `Vendor::Service::Thing::MODULE` */
const TYPE = /^(?:Custom::[\w@-]+|[A-Za-z0-9]+(?:::[\w@-]+){2,4})$/;

/** `SNS::Topic` */
const WITHOUT_VENDOR = /^[A-Z]\w*::[A-Z]\w*$/;
