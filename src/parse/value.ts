import { isPlaceholder, isTemplate } from '../knowledge/placeholders.js';
import type { Value, ValueKind } from '../source/index.js';
import { itemsOf, type Node, type ScalarNode } from './node.js';
import { placesIn } from './scalar-text.js';

/** JSON in backticks, Elastic Beanstalk's way to write a CloudFormation function inside a string. */
const BACKTICK_JSON = /`\s*\{/;

/** A CloudFormation dynamic reference such as `{{resolve:ssm:name:1}}`. */
const DYNAMIC_REFERENCE = '{{resolve:';

/** How much the text of a setting or command tells. */
export function kindOfText(text: string): ValueKind {
  if (BACKTICK_JSON.test(text) || text.includes(DYNAMIC_REFERENCE) || isTemplate(text)) return 'dynamic';
  return isPlaceholder(text) ? 'placeholder' : 'literal';
}

/** A scalar as a value; one with a tag of its own (`!Ref`, `!Sub`) is dynamic. */
export function valueOfScalar(node: ScalarNode): Value {
  const { text, place } = node;
  return { kind: hasOwnTag(node) ? 'dynamic' : kindOfText(text), text, place };
}

const hasOwnTag = ({ tag }: Node): boolean => tag !== undefined && !tag.startsWith('tag:yaml.org,');

/** Whether a scalar holds a CloudFormation function, by a tag of its own or as JSON in backticks. */
export const holdsFunction = (node: ScalarNode): boolean => hasOwnTag(node) || BACKTICK_JSON.test(node.text);

/**
 * What an option is set to. A list counts as its items with commas between, which is how Elastic Beanstalk's list options
 * are written as text; a map is a function at best, so its value is dynamic.
 */
export function valueOf(node: Node): Value {
  if (node.kind === 'scalar') return valueOfScalar(node);
  if (node.kind === 'list' && !node.tag && node.items.every((item) => item.kind === 'scalar')) {
    const items = itemsOf(node).map((item) => valueOfScalar(item as ScalarNode));
    const kind = items.find((item) => item.kind !== 'literal')?.kind ?? 'literal';
    return { kind, text: items.map((item) => item.text).join(','), place: node.place };
  }
  return { kind: 'dynamic', text: '', place: node.place };
}

/** The trimmed items of a comma list, each with its own place; empty items are left out. */
export function commaItems(node: Node): Value[] {
  if (node.kind === 'list') return node.items.flatMap(commaItems);
  if (node.kind === 'map') return [];
  const whole = valueOfScalar(node);
  if (whole.kind === 'dynamic' || node.text !== node.written) return node.text === '' ? [] : [whole];
  const items: Value[] = [];
  const placeAt = placesIn(node);
  let start = 0;
  for (const part of node.written.split(',')) {
    const text = part.trim();
    if (text !== '') {
      const from = start + part.indexOf(text);
      items.push({ kind: kindOfText(text), text, place: placeAt(from, from + text.length) });
    }
    start += part.length + 1;
  }
  return items;
}
