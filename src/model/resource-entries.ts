import type { ConfigFile } from '../parse/config-file.js';
import { entriesOf, entry, type MapEntry, type Node } from '../parse/node.js';
import { noMap, type NoMap } from '../parse/plain-node.js';
import { kindOfText } from '../parse/value.js';
import type { Located, Place } from '../source/index.js';
import { entriesOfSection } from './declared-ids.js';
import { placeOfWritten } from './place-of-written.js';

/** One entry of a `Resources` section as it is written, whether or not it is a resource. */
export interface ResourceEntry {
  readonly id: Located<string>;
  /** The keys of the resource; what stands in their place where it is no map. */
  readonly keys: readonly Located<string>[] | NoMap;
  /** What stands below `Properties` if that is no map. */
  readonly properties: NoMap | undefined;
}

/** The entries of all `Resources` sections; those that a template engine or a macro makes are left out. */
export const resourceEntries = ({ root }: ConfigFile): ResourceEntry[] =>
  entriesOfSection(root, 'Resources').filter(isWritten).map(readEntry);

/** `Resources` sections that are no maps, an empty one apart. */
export const brokenResourceSections = ({
  root,
}: ConfigFile): { readonly at: Place; readonly holds: NoMap }[] =>
  entriesOf(root).flatMap(({ key, value }) => {
    const holds = key.text === 'Resources' && isLiteral(value) ? noMap(value) : undefined;
    return holds && holds !== 'nothing' ? [{ at: key.place, holds }] : [];
  });

const isWritten = ({ key, value }: MapEntry): boolean =>
  !isFunction(key.text) && kindOfText(key.text) !== 'dynamic' && isLiteral(value);

/** `Fn::Transform`, and `CmpFn::Remove`, which Elastic Beanstalk's own samples use. */
const isFunction = (key: string): boolean => key.includes('Fn::');

const isLiteral = (node: Node): boolean =>
  node.tag === undefined && (node.kind !== 'scalar' || kindOfText(node.text) !== 'dynamic');

function readEntry({ key, value }: MapEntry): ResourceEntry {
  const keys = entriesOf(value).map((own) => ({ value: own.key.text, place: placeOfWritten(own.key) }));
  const properties = entry(value, 'Properties')?.value;
  return {
    id: { value: key.text, place: key.place },
    keys: noMap(value) ?? keys.filter((own) => !isFunction(own.value)),
    properties: properties && isLiteral(properties) ? noMap(properties) : undefined,
  };
}
