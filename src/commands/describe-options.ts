import { exactNamespace, exactOption } from '../catalogue/exact-names.js';
import { docUrl, findNamespace, type NamespaceInfo } from '../catalogue/find-namespace.js';
import { findOption, type OptionInfo } from '../catalogue/find-option.js';
import { namespaceFacts, namespaceNames } from '../catalogue/namespaces.js';
import { intendedTemplate, nearestNamespace } from '../catalogue/nearest-name.js';
import type { OptionFacts } from '../catalogue/option-facts.js';
import { suggestOptions } from '../catalogue/suggest-options.js';
import { columns, rows } from '../catalogue/text/layout.js';
import { optionText } from '../catalogue/text/option-text.js';
import { platformsText } from '../catalogue/text/platforms-text.js';
import { allowedWords } from '../catalogue/values/allowed-words.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import type { Ports } from '../ports/ports.js';
import { counted } from '../report/text/counted.js';
import { didYouMean } from '../util/nearest.js';
import { asksJson } from './command-output.js';

/** One line for each namespace. */
export const namespaceList = (namespaces: readonly NamespaceInfo[]): string =>
  columns(namespaces.map((namespace) => [namespace.name, countText(namespace), platformsText(namespace)]));

/** A namespace and one line for each of its options. */
export const namespaceText = (namespace: NamespaceInfo): string => {
  const options = Object.entries(namespace.options);
  return [
    `${namespace.name}\n`,
    columns(options.map(([name, facts]) => [`  ${name}`, valueText(facts), defaultText(facts)])),
    rows([
      ['Names', namespace.freeForm && (namespace.nameForm?.words ?? 'any name')],
      ['Platforms', platformsText(namespace)],
      ['Requires', namespace.requires],
      ['Replaced by', namespace.replacedBy],
      ['Since', namespace.since],
      ['Source', docUrl(namespace)],
    ]),
  ]
    .filter(Boolean)
    .join('\n');
};

function countText({ options, freeForm }: NamespaceInfo): string {
  const count = Object.keys(options).length;
  const text = counted(count, 'option');
  if (freeForm) return count === 0 ? 'any name' : `${text}, and any other name`;
  return text;
}

const valueText = (facts: OptionFacts): string => allowedWords(facts) ?? facts.type;

const defaultText = ({ default: value }: OptionFacts): string => (value ? `default ${value}` : '');

/** How what the catalogue knows is written. */
export interface OptionsWriter {
  readonly list: (namespaces: readonly NamespaceInfo[]) => string;
  readonly namespace: (namespace: NamespaceInfo) => string;
  readonly options: (options: readonly OptionInfo[]) => string;
}

const AS_TEXT: OptionsWriter = {
  list: namespaceList,
  namespace: namespaceText,
  options: (options) => options.map(optionText).join('\n'),
};

/**
 * `eblint options [namespace[/option]]`.
 * @throws UsageError for a name that the catalogue does not have, and for a format that only reports of findings have
 */
export async function showOptions(
  options: Pick<Options, 'command' | 'format' | 'paths'>,
  { stdout }: Pick<Ports, 'stdout'>,
): Promise<void> {
  const writer = asksJson(options)
    ? (await import('./describe-options/options-json.js')).OPTIONS_AS_JSON
    : AS_TEXT;
  stdout.write(describeOptions(options.paths, writer));
}

/**
 * What `eblint options` prints. A name may be in any case; the name of an option without a namespace describes it in every
 * namespace.
 * @throws UsageError for a name that the catalogue does not have, with the nearest one
 */
export function describeOptions(names: readonly string[], writer = AS_TEXT): string {
  const [name, ...others] = names;
  if (others.length > 0) throw new UsageError('Give one name: `eblint options NAMESPACE/OPTION`.');
  if (name === undefined) return writer.list(namespaceNames().flatMap(listed));
  const slash = name.indexOf('/');
  if (slash === -1 && !name.includes(':')) return writer.options(optionsNamed(name));
  const namespace = namespaceNamed(slash === -1 ? name : name.slice(0, slash));
  return slash === -1
    ? writer.namespace(namespace)
    : writer.options([optionNamed(namespace, name.slice(slash + 1))]);
}

/**
 * The option of `NAMESPACE/OPTION`; undefined for a namespace without an option.
 * @throws UsageError for a name that the catalogue does not have, with the nearest one
 */
export function optionOrNamespaceNamed(name: string): OptionInfo | undefined {
  const slash = name.indexOf('/');
  const namespace = namespaceNamed(slash === -1 ? name : name.slice(0, slash));
  return slash === -1 ? undefined : optionNamed(namespace, name.slice(slash + 1));
}

/** A namespace by its name in the catalogue: a template describes all that match it. */
function listed(listedAs: string): NamespaceInfo[] {
  const facts = namespaceFacts(listedAs);
  return facts ? [{ ...facts, name: listedAs, listedAs }] : [];
}

function namespaceNamed(name: string): NamespaceInfo {
  const listedAs = namespaceNames().filter((known) => known.toLowerCase() === name.toLowerCase());
  const intended = intendedTemplate(name)?.listedAs;
  const namespace =
    [...listedAs, ...(intended ? [intended] : [])].flatMap(listed)[0] ??
    findNamespace(exactNamespace(name) ?? name);
  if (namespace) return namespace;
  throw unknown('namespace', name, nearestNamespace(name), 'See all namespaces with `eblint options`.');
}

function optionNamed(namespace: NamespaceInfo, name: string): OptionInfo {
  const option = findOption(namespace, exactOption(namespace, name) ?? name);
  if (option) return option;
  const hint = `See its options with \`eblint options ${namespace.name}\`.`;
  throw unknown('option', name, suggestOptions(namespace, name).names[0], hint);
}

function optionsNamed(name: string): OptionInfo[] {
  const options = namespaceNames()
    .flatMap(listed)
    .flatMap((namespace) => {
      const spelled = exactOption(namespace, name) ?? name;
      const option = Object.hasOwn(namespace.options, spelled) && findOption(namespace, spelled);
      return option ? [option] : [];
    });
  if (options.length > 0) return options;
  throw unknown('option', name, undefined, 'See all namespaces with `eblint options`.');
}

const unknown = (
  kind: 'namespace' | 'option',
  name: string,
  near: string | undefined,
  otherwise: string,
): UsageError => new UsageError(`There is no ${kind} "${name}". ${didYouMean(near, otherwise)}`);
