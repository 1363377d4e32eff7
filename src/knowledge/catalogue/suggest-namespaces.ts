import { findOption } from './find-option.js';
import { namespacesWithAll } from './namespaces-with-all.js';
import { nearestNamespace } from './nearest-name.js';

/** Namespaces that may have been meant by an unknown name. */
export interface NamespaceSuggestion {
  /** As the catalogue lists them, or with a port carried over; none where nothing is near. */
  readonly names: readonly string[];
  /** The name is near to the unknown one; otherwise the namespace has the options. */
  readonly isNear: boolean;
}

/** Where more namespaces have the options, these tell nothing. */
const MOST_OWNERS = 3;

/** @param options what the project sets in the namespace: a near name counts only if no other namespace has them instead */
export function suggestNamespaces(name: string, options: readonly string[]): NamespaceSuggestion {
  const near = nearestNamespace(name);
  const owners = namespacesWithAll(options, name);
  if (near && (owners.length === 0 || options.every((option) => findOption(near, option))))
    return { names: [near], isNear: true };
  return { names: owners.length > MOST_OWNERS ? [] : owners, isNear: false };
}
