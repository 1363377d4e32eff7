import { findNamespace, type NamespaceInfo } from './find-namespace.js';
import { findOption, type OptionInfo } from './find-option.js';
import { respelledNamespace, respelledOption } from './respell.js';

/** The namespace of a name, even if case or spaces differ. */
export function meantNamespace(name: string): NamespaceInfo | undefined {
  const known = findNamespace(name);
  if (known) return known;
  const respelled = respelledNamespace(name);
  return respelled === undefined ? undefined : findNamespace(respelled);
}

/** The option of a name, even if case or spaces differ. */
export const meantOption = (namespace: NamespaceInfo, name: string): OptionInfo | undefined =>
  findOption(namespace, respelledOption(namespace, name) ?? name);
