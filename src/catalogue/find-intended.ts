import { exactNamespace, exactOption } from './exact-names.js';
import { findNamespace, type NamespaceInfo } from './find-namespace.js';
import { findOption, type OptionInfo } from './find-option.js';

/** The namespace of a name, even if case or spaces differ. */
export function intendedNamespace(name: string): NamespaceInfo | undefined {
  const known = findNamespace(name);
  if (known) return known;
  const exact = exactNamespace(name);
  return exact === undefined ? undefined : findNamespace(exact);
}

/** The option of a name, even if case or spaces differ. */
export const intendedOption = (namespace: NamespaceInfo, name: string): OptionInfo | undefined =>
  findOption(namespace, exactOption(namespace, name) ?? name);
