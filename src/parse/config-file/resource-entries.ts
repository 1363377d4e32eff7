import { RESOURCE_KEYS } from '../../knowledge/resources/eb-resources.js';
import { nearest } from '../../util/nearest.js';
import type { ConfigFile } from './config-file.js';
import { entriesOf, entry, noMap, type MapEntry, type NoMap, type ScalarNode } from '../yaml/node.js';
import { isFunctionName } from '../yaml/value-kind.js';
import type { Located, Place } from '../../source/index.js';
import { templateEntries } from './template.js';

/** One entry of a `Resources` section as it is written, whether or not it is a resource. */
export interface ResourceEntry {
  readonly id: Located<string>;
  /** Its keys; what it is instead where it is not a map. */
  readonly keys: readonly ScalarNode[] | NoMap;
  /** What its `Properties` are if they are not a map. */
  readonly properties: NoMap | undefined;
}

/** The entries of all `Resources` sections; those that a template engine or a macro makes are left out. */
export const resourceEntries = (file: ConfigFile): ResourceEntry[] =>
  templateEntries(file, 'Resources').filter(isWritten).map(readEntry);

/** `Resources` sections that are neither maps nor empty. */
export const brokenResourceSections = ({
  root,
}: ConfigFile): { readonly at: Place; readonly holds: NoMap }[] =>
  entriesOf(root).flatMap(({ key, value }) => {
    const holds = key.text === 'Resources' && value.valueKind !== 'dynamic' ? noMap(value) : undefined;
    return holds && holds !== 'nothing' ? [{ at: key.place, holds }] : [];
  });

const isWritten = ({ key, value }: MapEntry): boolean =>
  !isFunctionName(key.text) && key.valueKind !== 'dynamic' && value.valueKind !== 'dynamic';

function readEntry({ key, value }: MapEntry): ResourceEntry {
  const keys = entriesOf(value).map((own) => own.key);
  const properties = entry(value, 'Properties')?.value;
  return {
    id: { value: key.text, place: key.place },
    keys: noMap(value) ?? keys.filter((own) => !isFunctionName(own.text)),
    properties: properties && properties.valueKind !== 'dynamic' ? noMap(properties) : undefined,
  };
}

/** Whether an entry is a namespace of option settings, which is not a resource at all. */
export const isNamespaceEntry = ({ id }: ResourceEntry): boolean => id.value.startsWith('aws:');

/** The keys of a resource that no resource has, each with the one that was probably intended and is not there yet. */
export function unknownResourceKeys(
  keys: readonly ScalarNode[],
): { readonly key: ScalarNode; readonly suggestion: string | undefined }[] {
  const free = RESOURCE_KEYS.filter((name) => !keys.some(({ text }) => text === name));
  return keys
    .filter(({ text }) => !RESOURCE_KEYS.includes(text))
    .map((key) => ({ key, suggestion: nearest(key.text, free) }));
}
