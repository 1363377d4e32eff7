import {
  type Located,
  type Place,
  placeOf,
  type Span,
  type Value,
  type ValueKind,
} from '../../source/index.js';
import {
  child,
  entriesOf,
  isNothing,
  itemsOf,
  type MapEntry,
  type Node,
  scalar,
  type ScalarNode,
} from '../yaml/node.js';
import { placeInScalar } from '../yaml/scalar-text.js';
import { valueOf } from '../yaml/value.js';
import { isFunctionName } from '../yaml/value-kind.js';
import {
  DEFAULT_NAMESPACE,
  isNamespace,
  isValue,
  ITEM_KEYS,
  mapFault,
  namespaceFault,
} from './settings-shape.js';

/** The name of a namespace or option; where a function or a template engine makes it, it is dynamic. */
export interface Name extends Located<string> {
  readonly valueKind: ValueKind;
}

/**
 * What says what an option is set to: what is set in an environment itself takes precedence over the configuration files of
 * the bundle.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html#configuration-options-precedence
 */
export type Layer = 'environment' | 'configuration file';

/** One namespace / option / value in one place of one file. */
export interface Setting {
  /** The namespace without a resource prefix. In the list form it may be left out; its place is then the start of the item. */
  readonly namespace: Name;
  /** What is before the namespace in `MyAction.aws:autoscaling:scheduledaction`, or `resource_name`. */
  readonly resource: string | undefined;
  readonly option: Name;
  readonly value: Value;
  /** The value as it was parsed: items of a list keep their places there. */
  readonly node: Node;
  /** From the option's name to the end of its value. */
  readonly place: Place;
  /** What is removed to remove the setting: the entry of the option, or the item of the list form. */
  readonly part: MapEntry | Node;
  readonly layer: Layer;
}

/** The settings of an `option_settings` section: map form, list form, and a list of maps. What has another form is left out. */
export function readOptionSettings(section: Node | undefined): Setting[] {
  if (section?.kind === 'map')
    return mapFault(section.entries) ? [] : section.entries.flatMap(settingsOfNamespace);
  return itemsOf(section).flatMap((item) =>
    child(item, 'option_name') ? listItem(item) : entriesOf(item).flatMap(settingsOfNamespace),
  );
}

function settingsOfNamespace(entry: MapEntry): Setting[] {
  if (namespaceFault(entry)) return [];
  let { key } = entry;
  const settings: Setting[] = [];
  for (const option of entriesOf(entry.value)) {
    // A namespace that is indented too far, with its options below it or beside it.
    if (isNamespace(option.key.text) && isNothing(option.value)) ({ key } = option);
    else if (isNamespace(option.key.text) && option.value.kind === 'map')
      settings.push(...settingsOfNamespace(option));
    else if (isValue(key.text, option.key, option.value))
      settings.push({
        ...splitPrefix(key),
        option: nameOf(option.key),
        value: valueOf(option.value),
        node: option.value,
        place: option.place,
        part: option,
        layer: 'configuration file',
      });
  }
  return settings;
}

function listItem(item: Node): Setting[] {
  const option = scalar(item, 'option_name');
  const value = child(item, 'value');
  if (!option || !value) return [];
  const namespaceKey = scalar(item, 'namespace');
  const { start } = item.place.span;
  const named = namespaceKey
    ? splitPrefix(namespaceKey)
    : {
        namespace: {
          value: DEFAULT_NAMESPACE,
          place: placeOf(item.place.file, start, start),
          valueKind: 'literal' as const,
        },
        resource: undefined,
      };
  if (!isValue(named.namespace.value, option, value)) return [];
  return [
    {
      namespace: named.namespace,
      resource: scalar(item, 'resource_name')?.text ?? named.resource,
      option: nameOf(option),
      value: valueOf(value),
      node: value,
      place: item.place,
      part: item,
      layer: 'configuration file',
    },
  ];
}

const nameOf = ({ text: value, place, valueKind }: ScalarNode): Name => ({
  value,
  place,
  valueKind: isFunctionName(value) ? 'dynamic' : valueKind,
});

/** `MyAction.aws:autoscaling:scheduledaction` → the namespace and the name of the resource that it configures. */
function splitPrefix(key: ScalarNode): { namespace: Name; resource: string | undefined } {
  const dot = key.text.indexOf('.aws:');
  if (dot <= 0) return { namespace: nameOf(key), resource: undefined };
  const namespace = key.text.slice(dot + 1);
  const place = placeInScalar(key, dot + 1, key.text.length);
  return { namespace: { ...nameOf(key), value: namespace, place }, resource: key.text.slice(0, dot) };
}

/**
 * The first stretch of a setting's value for which `find` gives a span in its text, with its own place. What is in
 * a function belongs to CloudFormation and is left out.
 */
export function findInSetting(
  { node }: Setting,
  find: (text: string) => Span | undefined,
): Located<string> | undefined {
  for (const scalar of scalarsOf(node)) {
    const span = find(scalar.written);
    if (span) {
      const place = placeInScalar(scalar, span.start, span.end);
      return { value: scalar.written.slice(span.start, span.end), place };
    }
  }
  return undefined;
}

/** The texts of a setting's value, one for each item of a list; none where a function gives the value. */
export const scalarsOfSetting = ({ node }: Setting): ScalarNode[] => scalarsOf(node);

function scalarsOf(node: Node): ScalarNode[] {
  if (node.kind === 'scalar') return node.holdsFunction ? [] : [node];
  return node.kind === 'list' && node.valueKind === 'literal' ? node.items.flatMap(scalarsOf) : [];
}

/** The keys that no setting in the list form has, of those that have a name and a value. */
export const unknownItemKeysIn = ({ root }: { readonly root: Node | undefined }): ScalarNode[] =>
  entriesOf(root)
    .filter(({ key }) => key.text === 'option_settings')
    .flatMap(({ value }) => itemsOf(value))
    .filter((item) => item.valueKind === 'literal' && child(item, 'option_name') && child(item, 'value'))
    .flatMap((item) => entriesOf(item).map(({ key }) => key))
    .filter(({ text, valueKind }) => valueKind === 'literal' && !ITEM_KEYS.some((key) => key === text));
