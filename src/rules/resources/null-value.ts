import { knownResources } from '../../model/bundle/config-files.js';
import { entriesOfProperties, typeOf } from '../../parse/config-file/resources.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { isNothing } from '../../parse/yaml/node.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';

export const nullResourceValue: EachRule<ResourceEntry> = {
  meta: {
    summary: 'A property of a resource has no value',
    why: 'CloudFormation refuses the whole template: "\'null\' values are not allowed in templates". A # after a space begins a comment, so that nothing is left of a value such as #{host} without quotes.',
    consequence: 'deploy-fails',
    references: [
      'aws:AWSCloudFormation/latest/UserGuide/template-formats',
      'https://github.com/aws-cloudformation/cfn-lint/issues/3016',
    ],
    yieldsTo: ['resources/unknown-key', 'config/misindented-key'],
  },
  each: knownResources,
  *check(resource) {
    if (typeOf(resource) === undefined) return;
    for (const { key, value } of entriesOfProperties(resource)) {
      if (!isNothing(value)) continue;
      const rest = key.place.file.text.slice(key.place.span.end).split(/\r?\n/, 1)[0] ?? '';
      const [, comment] = /^['"]?:\s+(#\S.*)$/.exec(rest) ?? [];
      yield {
        at: key.place,
        message: `${shorten(key.text)} of resource "${resource.name.text}" has no value`,
        help:
          comment === undefined
            ? 'Write its value, or delete the line.'
            : `Put the value in quotes: \`${shorten(`'${comment.trimEnd().replaceAll("'", "''")}'`)}\`.`,
      };
    }
  },
};
