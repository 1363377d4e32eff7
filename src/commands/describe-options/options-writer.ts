import type { NamespaceInfo } from '../../catalogue/find-namespace.js';
import type { OptionInfo } from '../../catalogue/find-option.js';

/** How what the catalogue knows is written. */
export interface OptionsWriter {
  readonly list: (namespaces: readonly NamespaceInfo[]) => string;
  readonly namespace: (namespace: NamespaceInfo) => string;
  readonly options: (options: readonly OptionInfo[]) => string;
}
