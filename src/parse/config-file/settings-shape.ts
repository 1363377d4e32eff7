import { findNamespace } from '../../catalogue/find-namespace.js';
import { findOption, namespacesWithOption } from '../../catalogue/find-option.js';
import { namespaceNames } from '../../catalogue/namespaces.js';
import { SECTIONS } from '../../knowledge/sections.js';
import { nearest } from '../../util/nearest.js';
import { entriesOf, entry, isNothing, type MapEntry, type Node, type ScalarNode } from '../yaml/node.js';
import { isFunctionName } from '../yaml/value-kind.js';
import type { SettingsFault } from './problems.js';

/** The namespace of a list item that names none. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html */
export const DEFAULT_NAMESPACE = 'aws:elasticbeanstalk:application:environment';

/** The keys of a setting in the list form. */
export const ITEM_KEYS = ['namespace', 'option_name', 'resource_name', 'value'] as const;

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

const SECTION_NAMES: ReadonlySet<string> = new Set(SECTIONS);

/** `aws:autoscaling:asg`, `MyAction.aws:autoscaling:scheduledaction`. */
export const isNamespace = (name: string): boolean => /^(?:.+\.)?aws:/.test(name);

/** What is wrong with the form of an option's value: it should be a text, or a list of texts. */
function valueFault(namespace: string, option: ScalarNode, value: Node): SettingsFault | undefined {
  const { place: at, text } = option;
  if (isFunctionName(text)) return undefined;
  if (isNothing(value)) {
    if (isNamespace(text)) return { code: 'namespace-in-namespace', at, namespace: text, parent: namespace };
    const lost = lostInComment(value);
    return text === '' || (isFreeForm(namespace) && lost === undefined)
      ? undefined
      : { code: 'missing-value', at, option: text, lost };
  }
  if (value.kind === 'scalar' || value.valueKind === 'dynamic' || takesJson(namespace, text))
    return undefined;
  const misplaced = misplacedSection(option, value, namespace);
  if (misplaced) return misplaced;
  if (value.kind === 'list') {
    const isOfTexts = value.items.every((item) => item.kind === 'scalar' || item.valueKind === 'dynamic');
    return isOfTexts ? undefined : { code: 'maps-for-value', at, option: text };
  }
  if (isNamespace(text)) return { code: 'namespace-in-namespace', at, namespace: text, parent: namespace };
  const whole = wholeNamespace(`${namespace}:${text}`);
  return whole === undefined
    ? {
        code: 'map-for-value',
        at,
        namespace,
        option: text,
        isJson: isFlowMap(value),
        member: memberOf(namespace, text, value),
      }
    : { code: 'split-namespace', at, parent: namespace, whole };
}

/** JSON has its keys in quotes. */
function memberOf(namespace: string, option: string, value: Node): string | undefined {
  const key = value.kind === 'map' && namespace === DEFAULT_NAMESPACE ? value.entries[0]?.key : undefined;
  const isPlain = key !== undefined && !/["']/.test(key.place.file.text[key.place.span.start] ?? '');
  return isPlain && /^\w+$/.test(key.text) ? `${option}_${key.text}` : undefined;
}

/** The namespace that two keys form together, or begin. */
const wholeNamespace = (joined: string): string | undefined =>
  findNamespace(withoutResource(joined))
    ? joined
    : namespaceNames().find((name) => name.startsWith(`${joined}:`));

const isFlowMap = ({ place }: Node): boolean => place.file.text[place.span.start] === '{';

/** A section of the file that is indented so far that it is inside another one. */
function misplacedSection(key: ScalarNode, value: Node, parent: string): SettingsFault | undefined {
  if (!SECTION_NAMES.has(key.text) || value.kind === 'scalar') return undefined;
  return { code: 'section-in-settings', at: key.place, section: key.text, parent };
}

/** `#{host}`, `#4f0a9c`: one word right after the sign, which is no remark. */
const LOST_VALUE = /[ \t]*#(?=[^\s#]*[\d{$@!%&*=])[^\s#]+[ \t]*(?:\r?\n|$)/y;

function lostInComment({ place: { file, span } }: Node): 'template' | 'value' | undefined {
  LOST_VALUE.lastIndex = span.start;
  const [found] = LOST_VALUE.exec(file.text) ?? [];
  if (found === undefined) return undefined;
  return found.includes('#{') ? 'template' : 'value';
}

/** Whether something can be read as the value of an option, even if it is reported. */
export function isValue(namespace: string, option: ScalarNode, value: Node): boolean {
  const code = valueFault(namespace, option, value)?.code;
  return code === undefined || code === 'missing-value';
}

/** The effect of `KEY:` on an environment property is unknown; many projects set its value elsewhere. */
const isFreeForm = (namespace: string): boolean =>
  findNamespace(withoutResource(namespace))?.freeForm === true;

const takesJson = (namespace: string, option: string): boolean =>
  findOption(withoutResource(namespace), option)?.type === 'json';

const withoutResource = (namespace: string): string => namespace.slice(namespace.indexOf('.aws:') + 1);
