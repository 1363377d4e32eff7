import { meantNamespace } from '../../catalogue/find-meant.js';
import type { NamespaceInfo } from '../../catalogue/find-namespace.js';
import { retiredNamespace } from '../../knowledge/platform/retired-settings.js';

/**
 * The namespace of a name, even if case or spaces differ, where an environment that reads configuration files has it today:
 * in any other namespace, the names of the options do not matter.
 */
export function usableNamespace(name: string): NamespaceInfo | undefined {
  const namespace = meantNamespace(name);
  return namespace?.clusterOnly || retiredNamespace(namespace?.name ?? name) ? undefined : namespace;
}
