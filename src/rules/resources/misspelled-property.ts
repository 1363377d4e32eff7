import type { ConfigFile } from '../../parse/index.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { placeOfWritten, propertyNamesIn, typeOf } from '../../parse/index.js';
import { ebResource } from '../../knowledge/resources/eb-resources.js';
import { misspelledProperty } from '../../knowledge/resources/resource-properties.js';
import { renameKeys } from '../support/rename.js';
import type { EachRule } from '../rule.js';

export const misspelledResourceProperty: EachRule<ConfigFile> = {
  meta: {
    summary: 'The name of a property of a resource is misspelled',
    why: 'The names of properties are case-sensitive. CloudFormation refuses the new environment or the update: "Encountered unsupported property GroupID". Only the types that projects of Elastic Beanstalk use most are checked, and only names with another case or two swapped letters: CloudFormation may have added a property of any other name.',
    severity: 'error',
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
      for (const key of names) {
        const name = misspelledProperty(within === undefined ? known : `${known}/${within}`, key.text);
        if (name === undefined) continue;
        const isThere = names.some(({ text }) => text === name);
        yield {
          at: placeOfWritten(key),
          message: `Unknown property "${key.text}" of ${known} in resource "${id}"`,
          help: `Did you mean "${name}"?`,
          ...(isThere ? {} : { fix: renameKeys([key], name) }),
        };
      }
    }
  },
};
