import type { Value } from '../../source/index.js';
import { itemsOf, type Node, scalar, type ScalarNode } from './node.js';
import { placesIn } from './scalar-text.js';
import { isTypographicallyQuoted, kindOfText } from './value-kind.js';

/** A scalar as a value; one with a tag of its own (`!Ref`, `!Sub`) is dynamic. */
function valueOfScalar(node: ScalarNode): Value {
  const { valueKind: kind, text, place } = node;
  return { kind, text, place };
}

/** The value of a key; undefined where it is left out, null or empty. */
export function valueAt(node: Node | undefined, key: string): Value | undefined {
  const found = scalar(node, key);
  return found && found.type !== 'null' && found.text.trim() !== '' ? valueOfScalar(found) : undefined;
}

/**
 * What an option is set to. A list is read as its items with commas between, which is how Elastic Beanstalk's list
 * options are written as text; a map is a function at best, so its value is dynamic.
 */
export function valueOf(node: Node): Value {
  if (node.kind === 'scalar') return valueOfScalar(node);
  if (
    node.kind === 'list' &&
    node.valueKind === 'literal' &&
    node.items.every((item) => item.kind === 'scalar')
  ) {
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
  if (whole.kind === 'dynamic' || node.text !== node.written || isTypographicallyQuoted(node.text))
    return node.text === '' ? [] : [whole];
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
