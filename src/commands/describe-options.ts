import { exactNamespace, exactOption } from '../catalogue/exact-names.js';
import { findNamespace, type NamespaceInfo } from '../catalogue/find-namespace.js';
import { findOption, type OptionInfo } from '../catalogue/find-option.js';
import { namespaceFacts, namespaceNames } from '../catalogue/namespaces.js';
import { intendedTemplate, nearestNamespace } from '../catalogue/nearest-name.js';
import { suggestOptions } from '../catalogue/suggest-options.js';
import type { Options } from '../cli/parse-flags.js';
import { UsageError } from '../cli/usage-error.js';
import type { Ports } from '../ports/ports.js';
import { didYouMean } from '../util/nearest.js';
import { asksJson } from './command-output.js';
import { OPTIONS_AS_TEXT } from './describe-options/options-text.js';

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
    : OPTIONS_AS_TEXT;
  stdout.write(describeOptions(options.paths, writer));
}

/**
 * What `eblint options` prints. A name may be in any case; the name of an option without a namespace describes it in every
 * namespace.
 * @throws UsageError for a name that the catalogue does not have, with the nearest one
 */
export function describeOptions(names: readonly string[], writer = OPTIONS_AS_TEXT): string {
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
