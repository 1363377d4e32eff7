import { unknownProperty } from '../../knowledge/resources/resource-properties.js';
import { describedParts } from '../../model/settings/environments.js';
import type { DescribedPart } from '../../parse/environment/described-environment.js';
import { placeOfWritten } from '../../parse/index.js';
import { didYouMean } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';

export const unknownDescriptionKey: EachRule<DescribedPart> = {
  meta: {
    summary: 'A template or a file of Terraform gives an environment a key that does not exist',
    why: 'CloudFormation refuses the stack: "Encountered unsupported property Name". Terraform refuses the plan: "An argument named "option_name" is not expected here", or "Blocks of type "settings" are not expected here". A key that resembles no known one is a warning: it may be new.',
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/TemplateReference/AWS_ElasticBeanstalk',
      'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment',
      'https://github.com/awsdocs/aws-cloudformation-user-guide/issues/515',
    ],
  },
  each: describedParts,
  *check({ type, entries }) {
    for (const { key } of entries) {
      const unknown = unknownProperty(type, key.text);
      if (!unknown || key.valueKind !== 'literal') continue;
      const { intended, isCertain } = unknown;
      yield {
        at: placeOfWritten(key),
        message: `Unknown key "${shorten(key.text)}" in ${type.split('/').reverse().join(' of ')}`,
        help: didYouMean(intended, 'Delete it.'),
        ...(!isCertain && { warnsBecause: 'undocumented' }),
      };
    }
  },
};
