import { lookUp } from '../util/collections.js';
import { findNamespace, type NamespaceInfo } from './find-namespace.js';
import { namespaceFacts, namespaceNames } from './namespaces.js';
import type { OptionFacts } from './option-facts.js';

/** An option of a namespace as a project names both. */
export interface OptionInfo extends OptionFacts {
  readonly name: string;
  readonly namespace: NamespaceInfo;
  /** The catalogue does not list it: its namespace takes any name. */
  readonly isFreeForm: boolean;
}

/**
 * The option of a name; in a free-form namespace every name is one.
 * Undefined where the namespace is not known, and where it does not have such an option.
 */
export function findOption(namespace: string | NamespaceInfo, name: string): OptionInfo | undefined {
  const info = typeof namespace === 'string' ? findNamespace(namespace) : namespace;
  if (!info) return undefined;
  const facts = lookUp(info.options, name);
  if (facts) return listedOption(info, name, facts);
  if (!info.freeForm) return undefined;
  const { valueType: type = 'string', valueForm: form } = info;
  return { type, ...(form && { form }), name, namespace: info, isFreeForm: true };
}

/** Several rules ask for the same options, one setting after the other. */
const listed = new WeakMap<NamespaceInfo, Map<string, OptionInfo>>();

function listedOption(namespace: NamespaceInfo, name: string, facts: OptionFacts): OptionInfo {
  const options = listed.get(namespace) ?? new Map<string, OptionInfo>();
  listed.set(namespace, options);
  const option = options.get(name) ?? { ...facts, name, namespace, isFreeForm: false };
  options.set(name, option);
  return option;
}

/** The namespaces that list an option of this name, as the catalogue names them. */
export const namespacesWithOption = (option: string): string[] =>
  namespaceNames().filter((name) => Object.hasOwn(namespaceFacts(name)?.options ?? {}, option));
