import { describedParts } from '../../model/settings/environments.js';
import type { DescribedPart } from '../../parse/environment/described-environment.js';
import type { EachRule } from '../rule.js';

export const valueNotText: EachRule<DescribedPart> = {
  meta: {
    summary: 'A template or a file of Terraform gives an option a list or a map as its value',
    why: 'The value of an option is one text. Terraform refuses the plan: "Inappropriate value for attribute "value": string required". CloudFormation refuses the stack: "Value of property Value must be of type String".',
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/TemplateReference/aws-properties-elasticbeanstalk-environment-optionsetting',
      'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elastic_beanstalk_environment',
    ],
  },
  each: describedParts,
  *check({ type, entries }) {
    const isTerraform = type.endsWith('/setting');
    if (!isTerraform && !type.endsWith('/OptionSettings')) return;
    const value = entries.find(({ key }) => key.text.toLowerCase() === 'value')?.value;
    if (!value || value.kind === 'scalar' || (!isTerraform && value.valueKind === 'dynamic')) return;
    const isList = value.kind === 'list';
    yield {
      at: value.place,
      message: `The value of this option is a ${value.kind}, but it has to be one text`,
      help: isTerraform
        ? `Write it inside of \`${isList ? 'join(",", …)' : 'jsonencode(…)'}\`.`
        : isList
          ? 'Write one text with commas between the items.'
          : 'Write one text, such as JSON in quotes.',
    };
  },
};
