import { resourceEntries } from '../../model/bundle/config-files.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { partsOf } from '../../parse/tree/tree.js';
import type { Node, ScalarNode } from '../../parse/yaml/node.js';
import type { EachRule } from '../rule.js';

export const functionAsText: EachRule<ResourceEntry> = {
  meta: {
    id: 'resources/function-as-text',
    summary: 'A function of CloudFormation is written as plain text',
    why: 'CloudFormation calls a function only where its name is the key of a map. Without a colon after it, or in quotes as a whole, the function is a text like any other: the resource gets that text, and CloudFormation refuses it or the resource does something else.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-functions.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html',
    ],
    since: '0.1.0',
  },
  each: resourceEntries,
  *check({ Properties }) {
    for (const { text, place } of valuesIn(Properties?.value)) {
      const name = CALL.exec(text)?.slice(1).find(Boolean);
      if (name !== undefined)
        yield {
          at: place,
          message: `The function ${name} is plain text here, and is not called`,
          help: `Write \`${EXAMPLES[name] ?? `{"${name}": […]}`}\`, without quotes around it.`,
        };
    }
  },
};

/** The scalars that are values. */
function* valuesIn(node: Node | undefined): Iterable<ScalarNode> {
  for (const part of partsOf(node)) {
    const value = 'key' in part ? part.value : part;
    if (value.kind === 'scalar') yield value;
  }
}

/** `Fn::GetAtt "A"`, `Ref {…`, `{"Ref": "A"}` in quotes. */
const CALL =
  /^\s*(?:(Fn::(?:GetAtt|Join|Select|Split|FindInMap|GetOptionSetting|Base64))(?=\s*["[{(])|\{\s*"(Ref|Fn::(?:GetAtt|Join|Select|Split|FindInMap|GetOptionSetting|Base64))"\s*:)/;

const EXAMPLES: Readonly<Record<string, string>> = {
  'Fn::GetAtt': '{"Fn::GetAtt": ["RESOURCE", "ATTRIBUTE"]}',
  Ref: '{"Ref": "RESOURCE"}',
};
