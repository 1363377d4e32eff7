import { type Place, placeOf, type Value } from '../../source/index.js';
import type { Name, Setting } from '../config-file/option-settings.js';
import { child, isNothing, type Node, ScalarNode } from '../yaml/node.js';
import { valueOf } from '../yaml/value.js';

/** What the parts of a setting are called in a map for each. */
export interface ItemKeys {
  readonly namespace: string;
  readonly option: string;
  readonly value: string;
  readonly resource: string;
}

export const AWS_KEYS: ItemKeys = {
  namespace: 'Namespace',
  option: 'OptionName',
  value: 'Value',
  resource: 'ResourceName',
};

export const TERRAFORM_KEYS: ItemKeys = {
  namespace: 'namespace',
  option: 'name',
  value: 'value',
  resource: 'resource',
};

/** A setting that is a map of its parts; undefined where it lacks a name. A value that is left out is known only to the deployment. */
export function settingOfItem(item: Node, keys: ItemKeys, place: Place = item.place): Setting | undefined {
  const namespace = nameOf(child(item, keys.namespace));
  const option = nameOf(child(item, keys.option));
  if (!namespace || !option) return undefined;
  const value = child(item, keys.value);
  const node = value && !isNothing(value) ? value : unknownNode(option);
  const resource = nameOf(child(item, keys.resource))?.value;
  return {
    namespace,
    resource: resource === '' ? undefined : resource,
    option,
    value: valueOf(node),
    node,
    place,
    part: item,
    layer: 'environment',
  };
}

/** A text, or what only the deployment knows; undefined for what is no name. */
function nameOf(node: Node | undefined): Name | undefined {
  if (!node || isNothing(node) || node.kind === 'list') return undefined;
  if (node.kind === 'map') return { value: '', place: node.place, valueKind: 'dynamic' };
  const isKnown = node.valueKind === 'literal';
  return { value: isKnown ? node.text : '', place: node.place, valueKind: node.valueKind };
}

/** A value that no text shows. */
export const unknownNode = ({ place }: Pick<Value, 'place'>): ScalarNode =>
  new ScalarNode(
    { text: '', written: '', type: 'string', style: 'plain' },
    { tag: '!unknown', place: placeOf(place.file, place.span.end, place.span.end) },
  );

/** A setting of which only the option is known. */
export function withUnknownValue(setting: Setting): Setting {
  const node = unknownNode(setting.value);
  return { ...setting, node, value: { kind: 'dynamic', text: '', place: setting.value.place } };
}
