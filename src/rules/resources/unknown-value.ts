import { ebResource } from '../../knowledge/resources/eb-resources.js';
import {
  closedProperties,
  formedProperties,
  helpForForm,
} from '../../knowledge/resources/property-values.js';
import { knownResources } from '../../model/bundle/config-files.js';
import type { ResourceEntry } from '../../parse/config-file/sections.js';
import { typeOf } from '../../parse/index.js';
import { entriesOf, itemsOf, type Node, type ScalarNode } from '../../parse/yaml/node.js';
import { nearest } from '../../util/nearest.js';
import { list, shorten, trim } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { replaceWritten } from '../support/replace-value.js';

export const unknownResourceValue: EachRule<ResourceEntry> = {
  meta: {
    summary: 'A property of a resource has a value that it does not take',
    why: 'Some properties take a few values only, and exactly as they are written in the reference. CloudFormation, or the service that it asks, refuses any other one, and the new environment or the update fails. Only the types that projects of Elastic Beanstalk declare most are checked. A value in another case is not reported.',
    consequence: 'deploy-fails',
    references: [
      'guide:environment-resources',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref',
    ],
    yieldsTo: ['config/look-alike-character', 'config/typographic-quotes'],
  },
  each: knownResources,
  *check(resource) {
    const type = typeOf(resource)?.trim() ?? ebResource(resource.name.text)?.type;
    if (type === undefined) return;
    for (const path of formedProperties(type))
      for (const node of scalarsAt(resource.Properties?.value, path.split('/'))) {
        const text = node.valueKind === 'literal' ? trim(node.text) : '';
        const help = text === '' ? undefined : helpForForm(type, path, text);
        if (help !== undefined)
          yield {
            at: node.place,
            message: `${nameIn(path)} of resource "${resource.name.text}" cannot be "${shorten(text)}"`,
            help,
          };
      }
    const closed = closedProperties(type);
    for (const [path, values] of closed)
      for (const node of scalarsAt(resource.Properties?.value, path.split('/'))) {
        const text = trim(node.text);
        if (node.valueKind !== 'literal' || isOneOf(text, values)) continue;
        const intended = intendedOf(text, values);
        yield {
          at: node.place,
          message: `${nameIn(path)} of resource "${resource.name.text}" cannot be "${shorten(text)}"`,
          help: intended
            ? `Use \`${intended}\`.`
            : `Use ${list(
                values.map((value) => `\`${value}\``),
                'or',
              )}.`,
          ...(intended && fixOf('unsafe', `Change it to ${intended}`, replaceWritten(node, intended))),
        };
      }
  },
};

const nameIn = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A few properties take several with commas between them, such as `EC2,ELB`. */
const isOneOf = (text: string, values: readonly string[]): boolean =>
  text
    .toLowerCase()
    .split(',')
    .every((part) => values.some((value) => value.toLowerCase() === part.trim()));

/** The only value that the text is a part of, or the nearest one. */
function intendedOf(text: string, values: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  const around = lower.length < 3 ? [] : values.filter((value) => value.toLowerCase().includes(lower));
  return around.length === 1 ? around[0] : nearest(text, values, 2);
}

/** The scalars at a path below a map, in all items of the lists on the way. */
function scalarsAt(node: Node | undefined, [name, ...others]: readonly string[]): readonly ScalarNode[] {
  if (node?.kind === 'list')
    return itemsOf(node).flatMap((item) => scalarsAt(item, [name ?? '', ...others].filter(Boolean)));
  if (name === undefined) return node?.kind === 'scalar' ? [node] : [];
  return entriesOf(node).flatMap(({ key, value }) => (key.text === name ? scalarsAt(value, others) : []));
}
