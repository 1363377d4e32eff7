import { knownResources } from '../../model/bundle/config-files.js';
import { isNamespaceEntry, placeOfWritten, type UnknownKey, unknownKeysOf } from '../../parse/index.js';
import { didYouMean } from '../../util/nearest.js';
import { list } from '../../util/text.js';
import type { Finding, Rule } from '../rule.js';
import { renameKeys } from '../support/rename.js';

export const unknownResourceKey: Rule = {
  meta: {
    summary: 'A resource has a key that CloudFormation does not know',
    why: 'CloudFormation refuses the whole template, and with it the new environment or the update: "Invalid template resource property". Properties belong one level deeper, below Properties.',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/UserGuide/resources-section-structure',
      'aws:AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference',
    ],
  },
  needs: knownResources,
  *check(project) {
    for (const resource of knownResources(project))
      if (!isNamespaceEntry(resource)) yield* inKeys(resource.name.text, unknownKeysOf(resource));
  },
};

const INDENT = 'Indent properties one level deeper, below `Properties`.';

/** One finding for each misspelled key, and one for all other unknown keys: properties on the wrong level. */
function* inKeys(name: string, unknown: readonly UnknownKey[]): Generator<Finding> {
  for (const { key, suggestion } of unknown)
    if (suggestion !== undefined)
      yield {
        at: placeOfWritten(key),
        message: `Unknown key "${key.text}" in resource "${name}"`,
        help: didYouMean(suggestion, INDENT),
        fix: renameKeys([key], suggestion),
      };
  const properties = unknown.filter(({ suggestion }) => suggestion === undefined).map(({ key }) => key);
  const [first] = properties;
  if (!first) return;
  const names = list(properties.map(({ text }) => `"${text}"`));
  yield {
    at: placeOfWritten(first),
    message: `Unknown key${properties.length > 1 ? 's' : ''} ${names} in resource "${name}"`,
    help: INDENT,
  };
}
