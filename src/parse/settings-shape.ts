import { namespacesWithOption } from '../knowledge/catalogue/find-option.js';
import { nearest } from '../knowledge/nearest.js';
import { DEFAULT_NAMESPACE } from './default-namespace.js';
import { isNamespace, misplacedSection, misshapenValue, type Misshapen } from './misshapen-value.js';
import { entriesOf, entry, type MapEntry, type Node, type ScalarNode } from './node.js';
import { isNothing, isPlain } from './plain-node.js';

/**
 * What is wrong with the form of an `option_settings` section: it is a map of namespaces, each a map of options, or a
 * list of settings. Nothing is wrong with one that is empty.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html
 */
export function misshapenSettings(section: Node): Misshapen[] {
  if (!isPlain(section) || isNothing(section)) return [];
  if (section.kind === 'list') return section.items.flatMap(inItem);
  if (section.kind === 'map') return misshapenMap(section.entries) ?? section.entries.flatMap(inNamespace);
  const message = 'option_settings holds a text; its namespaces belong below it, each with its options.';
  return [{ at: section.place, message }];
}

/** What keeps the whole map from being one of namespaces. */
export function misshapenMap(entries: readonly MapEntry[]): [Misshapen] | undefined {
  const item = entries.find(({ key }) => key.text === 'option_name');
  if (!item) return undefined;
  const message =
    'option_name belongs to the list form, in which each setting is an item: put a hyphen before the first line of each setting.';
  return [{ at: item.key.place, message }];
}

const inNamespace = (namespace: MapEntry): Misshapen[] =>
  misshapenNamespace(namespace) ?? inOptions(namespace.key.text, namespace.value);

const inOptions = (namespace: string, options: Node): Misshapen[] =>
  entriesOf(options).flatMap(({ key, value }) => misshapenValue(namespace, key, value) ?? []);

/** What keeps an entry of the map form from being a namespace with options. */
export function misshapenNamespace({ key, value }: MapEntry): [Misshapen] | undefined {
  const at = key.place;
  const misplaced = misplacedSection(key, value, 'option_settings');
  if (misplaced) return [misplaced];
  if (!isPlain(value) || isNothing(value)) return undefined;
  if (value.kind === 'scalar') return [gluedOption(value) ?? { at, message: textForOptions(key.text) }];
  if (value.kind === 'list') return [{ at, message: listForOptions(key.text) }];
  const name = entry(value, 'option_name');
  if (!name || !entry(value, 'value')) return undefined;
  const option = name.value.kind === 'scalar' ? name.value.text : 'OPTION';
  const message = `option_name and value belong to the list form; below the namespace ${key.text} write "${option}:" and the value.`;
  return [{ at: name.key.place, message }];
}

/** `MinSize:1`, which YAML takes for a text. */
function gluedOption({ text, place }: ScalarNode): Misshapen | undefined {
  const option = /^(\w+):\S/.exec(text)?.[1];
  return option !== undefined && namespacesWithOption(option).length > 0
    ? { at: place, message: `A blank is missing behind the colon of ${option}: write "${option}: VALUE".` }
    : undefined;
}

const listForOptions = (namespace: string): string =>
  `${namespace} holds a list; write its options below it without hyphens, each as OPTION: VALUE.`;

function textForOptions(name: string): string {
  if (isNamespace(name)) return `${name} holds a text; its options belong below it, each as OPTION: VALUE.`;
  const [owner = 'its namespace, such as aws:elasticbeanstalk:application:environment'] =
    namespacesWithOption(name);
  return `${name} stands where a namespace belongs; move it below ${owner}.`;
}

function inItem(item: Node): Misshapen[] {
  if (!isPlain(item)) return [];
  if (item.kind === 'map') return misshapenItem(item.entries) ?? [];
  const holds = isNothing(item) ? 'nothing' : item.kind === 'list' ? 'a list' : 'a text';
  const message = `This item of option_settings holds ${holds}; it must be a map with option_name and value.`;
  return [{ at: item.place, message }];
}

/** What keeps an item of the list form from being a setting. */
function misshapenItem(entries: readonly MapEntry[]): Misshapen[] | undefined {
  const [option, value, namespace] = ['option_name', 'value', 'namespace'].map((key) =>
    entries.findLast((own) => own.key.text === key),
  );
  const first = entries[0];
  if (!first) return undefined;
  if (!option && isNamespace(first.key.text)) return [namespaceInItem(first)];
  if (!option || !value) return [incomplete(entries, option ? 'value' : 'option_name')];
  if (option.value.kind !== 'scalar')
    return [{ at: option.key.place, message: 'option_name must be a text: the name of one option.' }];
  const name = namespace?.value.kind === 'scalar' ? namespace.value.text : DEFAULT_NAMESPACE;
  const problem = misshapenValue(name, option.value, value.value);
  return problem && [problem];
}

/** Nobody says what Elastic Beanstalk makes of it. */
const namespaceInItem = ({ key: { text, place } }: MapEntry): Misshapen => ({
  at: place,
  message: `The namespace ${text} stands in an item of a list, which mixes the two forms of option_settings; take the hyphens away, or write namespace, option_name and value in each item.`,
  severity: 'warning',
});

const SHORTENED = { option_name: ['option', 'name'], value: ['val'] };

function incomplete(entries: readonly MapEntry[], missing: 'option_name' | 'value'): Misshapen {
  const meant = entries.find(
    ({ key: { text } }) => SHORTENED[missing].includes(text) || nearest(text, [missing]) !== undefined,
  );
  const { place: at, text } = (meant ?? entries[0]!).key;
  const mend = meant ? `write it in place of "${text}"` : 'each item needs option_name and value';
  return { at, message: `This item of option_settings has no ${missing}; ${mend}.` };
}
