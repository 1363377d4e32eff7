import { namespacesWithOption } from '../../catalogue/find-option.js';
import { nearest } from '../../util/nearest.js';
import { DEFAULT_NAMESPACE } from './default-namespace.js';
import { entriesOf, entry, isNothing, type MapEntry, type Node, type ScalarNode } from '../yaml/node.js';
import type { SettingsFault } from './settings-fault.js';
import { isNamespace, misplacedSection, valueFault } from './value-shape.js';

/**
 * What is wrong with the form of an `option_settings` section: it is a map of namespaces, each a map of options, or a
 * list of settings. An empty one is right.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html
 */
export function settingsFaults(section: Node): SettingsFault[] {
  if (section.valueKind === 'dynamic' || isNothing(section)) return [];
  if (section.kind === 'list') return section.items.flatMap(inItem);
  if (section.kind === 'map') return mapFault(section.entries) ?? section.entries.flatMap(inNamespace);
  return [{ code: 'text-for-settings', at: section.place }];
}

/** Why a whole map is not one of namespaces. */
export function mapFault(entries: readonly MapEntry[]): [SettingsFault] | undefined {
  const item = entries.find(({ key }) => key.text === 'option_name');
  return item && [{ code: 'item-without-hyphen', at: item.key.place }];
}

const inNamespace = (namespace: MapEntry): SettingsFault[] =>
  namespaceFault(namespace) ?? inOptions(namespace.key.text, namespace.value);

const inOptions = (namespace: string, options: Node): SettingsFault[] =>
  entriesOf(options).flatMap(({ key, value }) => valueFault(namespace, key, value) ?? []);

/** Why an entry of the map form is not a namespace with options. */
export function namespaceFault({ key, value }: MapEntry): [SettingsFault] | undefined {
  const { place: at, text: namespace } = key;
  const misplaced = misplacedSection(key, value, 'option_settings');
  if (misplaced) return [misplaced];
  if (value.valueKind === 'dynamic' || isNothing(value)) return undefined;
  if (value.kind === 'scalar') return [missingSpace(value) ?? textForOptions(key)];
  if (value.kind === 'list') return [{ code: 'list-for-options', at, namespace }];
  const name = entry(value, 'option_name');
  if (!name || !entry(value, 'value')) return undefined;
  const option = name.value.kind === 'scalar' ? name.value.text : undefined;
  return [{ code: 'item-in-namespace', at: name.key.place, namespace, option }];
}

function missingSpace({ text, place }: ScalarNode): SettingsFault | undefined {
  const option = /^(\w+):\S/.exec(text)?.[1];
  return option !== undefined && namespacesWithOption(option).length > 0
    ? { code: 'missing-space', at: place, option }
    : undefined;
}

function textForOptions({ place: at, text }: ScalarNode): SettingsFault {
  return isNamespace(text)
    ? { code: 'text-for-options', at, namespace: text }
    : { code: 'option-for-namespace', at, option: text, owner: namespacesWithOption(text)[0] };
}

function inItem(item: Node): SettingsFault[] {
  if (item.valueKind === 'dynamic') return [];
  if (item.kind === 'map') return itemFault(item.entries) ?? [];
  const holds = isNothing(item) ? 'nothing' : item.kind === 'list' ? 'a list' : 'a string';
  return [{ code: 'not-an-item', at: item.place, holds }];
}

/** Why an item of the list form is not a setting. */
function itemFault(entries: readonly MapEntry[]): SettingsFault[] | undefined {
  const [option, value, namespace] = ['option_name', 'value', 'namespace'].map((key) =>
    entries.findLast((own) => own.key.text === key),
  );
  const [first] = entries;
  if (!first) return undefined;
  const { place: at, text } = first.key;
  if (!option && isNamespace(text)) return [{ code: 'namespace-in-item', at, namespace: text }];
  if (!option || !value) return [incompleteItem(entries, first, option ? 'value' : 'option_name')];
  if (option.value.kind !== 'scalar') return [{ code: 'option-name-not-text', at: option.key.place }];
  const name = namespace?.value.kind === 'scalar' ? namespace.value.text : DEFAULT_NAMESPACE;
  const fault = valueFault(name, option.value, value.value);
  return fault && [fault];
}

const SHORTENED = { option_name: ['option', 'name'], value: ['val'] };

function incompleteItem(
  entries: readonly MapEntry[],
  first: MapEntry,
  missing: 'option_name' | 'value',
): SettingsFault {
  const instead = entries.find(
    ({ key: { text } }) => SHORTENED[missing].includes(text) || nearest(text, [missing]) !== undefined,
  );
  const { place: at } = (instead ?? first).key;
  return { code: 'incomplete-item', at, missing, instead: instead?.key.text };
}
