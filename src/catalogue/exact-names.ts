import { isCaseVariant, variantKey } from '../util/text.js';
import { findNamespace, type NamespaceInfo } from './find-namespace.js';
import { namespaceNames, templates } from './namespaces.js';

let byKey: ReadonlyMap<string, string> | undefined;

/** The known namespace that differs from a name only in case or spaces; undefined for a known name itself. */
export function exactNamespace(name: string): string | undefined {
  if (findNamespace(name)) return undefined;
  const key = variantKey(name);
  byKey ??= new Map(
    namespaceNames()
      .filter(findNamespace)
      .map((listedAs) => [variantKey(listedAs), listedAs]),
  );
  const same = byKey.get(key);
  if (same !== undefined) return same;
  const template = templates().find(({ prefix }) => key.startsWith(prefix));
  const filled = template && template.prefix + lastParts(name, template.prefix.split(':').length - 1);
  return filled && findNamespace(filled) ? filled : undefined;
}

/**
 * The option of a namespace that differs from a name only in case or spaces; undefined for a known name itself, and where
 * any name is an option.
 */
export function exactOption({ options, freeForm }: NamespaceInfo, name: string): string | undefined {
  if (freeForm || Object.hasOwn(options, name)) return undefined;
  return Object.keys(options).find((option) => isCaseVariant(option, name));
}

const lastParts = (name: string, from: number): string => name.split(':').slice(from).join(':').trim();
