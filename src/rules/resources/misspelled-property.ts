import { ebResource } from '../../knowledge/resources/eb-resources.js';
import { unknownProperty } from '../../knowledge/resources/resource-properties.js';
import { configFiles } from '../../model/bundle/config-files.js';
import type { ConfigFile } from '../../parse/index.js';
import { placeOfWritten, propertyNamesIn, typeOf } from '../../parse/index.js';
import { didYouMean } from '../../util/nearest.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import { renameKeys } from '../support/rename.js';

export const misspelledResourceProperty: EachRule<ConfigFile> = {
  meta: {
    summary: 'A resource has a property that its type does not have',
    why: 'The names of properties are case-sensitive. CloudFormation refuses the new environment or the update: "Encountered unsupported property GroupID". DeletionPolicy and its like are not properties, but belong beside them. Only the types that projects of Elastic Beanstalk use most are checked. A name that resembles no property is a warning: CloudFormation may have added it after the day that `eblint catalogue` prints.',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref',
    ],
  },
  each: configFiles,
  *check(file) {
    for (const { resource, within, names } of propertyNamesIn(file)) {
      const { text: id } = resource.name;
      const known = typeOf(resource)?.trim() ?? ebResource(id)?.type;
      if (known === undefined) continue;
      // A function gives the whole map.
      if (names.some(({ text, valueKind }) => FUNCTION.test(text) || valueKind !== 'literal')) continue;
      for (const key of names) {
        const unknown = unknownProperty(within === undefined ? known : `${known}/${within}`, key.text);
        if (!unknown) continue;
        const { intended, isCertain } = unknown;
        const where = within === undefined ? known : `${within} of ${known}`;
        const isAttribute = within === undefined && ATTRIBUTES.has(key.text);
        const isThere = names.some(({ text }) => text === intended);
        yield {
          at: placeOfWritten(key),
          message: `Unknown property "${shorten(key.text)}" of ${where} in resource "${id}"`,
          help: isAttribute
            ? 'Indent it one level less, so that it is beside `Properties`.'
            : didYouMean(intended, 'Delete it, or correct its name.'),
          ...(!isCertain && !isAttribute && { warnsBecause: 'undocumented' }),
          ...(intended !== undefined && !isThere && !isAttribute && { fix: renameKeys([key], intended) }),
        };
      }
    }
  },
};

const FUNCTION = /^(?:(?:Cmp)?Fn::.*|Ref|Condition)$/;

/** What is beside `Properties`. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...['CreationPolicy', 'DeletionPolicy', 'DependsOn', 'Metadata', 'UpdatePolicy', 'UpdateReplacePolicy'],
]);
