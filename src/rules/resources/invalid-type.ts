import { intendedType } from '../../knowledge/resources/resource-properties.js';
import { resourceEntries } from '../../model/bundle/config-files.js';
import { literalOf } from '../../parse/index.js';
import { shorten } from '../../util/text.js';
import type { Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { replaceWritten } from '../support/replace-value.js';

export const invalidType: Rule = {
  meta: {
    summary: 'The Type of a resource does not exist',
    why: 'A type of CloudFormation has parts that are separated by two colons, such as AWS::SNS::Topic. With anything else, CloudFormation refuses the whole template: "Template format error: Unrecognized resource types". A type is compared with all that there are on the day that `eblint catalogue` prints. AWS adds types every week, so that one that is not near to the name of another is not reported.',
    consequence: 'deploy-fails',
    references: ['aws:AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref'],
  },
  needs: resourceEntries,
  *check(project) {
    for (const { Type } of resourceEntries(project)) {
      const type = literalOf(Type);
      const text = type?.text.trim() ?? '';
      if (!type || text === '') continue;
      if (TYPE.test(text)) {
        const intended = intendedType(text);
        if (intended)
          yield {
            at: type.place,
            message: `There is no resource type "${shorten(text)}"`,
            help: `Did you mean "${intended.type}"?`,
            ...(intended.isCertain
              ? fixOf('unsafe', `Change it to ${intended.type}`, replaceWritten(type, intended.type))
              : { warnsBecause: 'undocumented' }),
          };
        continue;
      }
      const better = `${/^aws/i.test(text) ? '' : 'AWS::'}${text.replace(/:+|[./\s]+/g, '::')}`;
      const isNear = (/^aws/i.test(text) || WITHOUT_VENDOR.test(text)) && TYPE.test(better);
      yield {
        at: type.place,
        message: `"${text}" does not have the form of a resource type`,
        help: isNear ? `Did you mean "${better}"?` : 'Use a type such as `AWS::SNS::Topic`.',
        ...(isNear && fixOf('unsafe', `Change it to ${better}`, replaceWritten(type, better))),
      };
    }
  },
};

/** `AWS::SNS::Topic`, `Custom::Thing`, `Vendor::Service::Thing::MODULE` */
const TYPE = /^(?:Custom::[\w@-]+|[A-Za-z0-9]+(?:::[\w@-]+){2,4})$/;

/** `SNS::Topic` */
const WITHOUT_VENDOR = /^[A-Z]\w*::[A-Z]\w*$/;
