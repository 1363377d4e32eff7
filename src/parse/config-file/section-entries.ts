import { nearest } from '../../util/nearest.js';
import { oncePer, oncePerText } from '../../util/once-per.js';
import { trim } from '../../util/white-space.js';
import {
  ENTRY_KEYS,
  meantBySynonym,
  SERVICE_KEYS,
  SERVICE_MANAGERS,
  type EntrySection,
} from '../../knowledge/sections.js';
import type { ConfigFile } from './config-file.js';
import { entriesOf, type MapEntry, type Node, type ScalarNode } from '../yaml/node.js';
import type { Related } from '../../source/index.js';

/** One entry of a section: a name and what is below it. */
export interface SectionEntry {
  readonly section: EntrySection | 'services';
  readonly name: ScalarNode;
  readonly value: Node;
  /** Keys that belong below the name and are written beside it. */
  readonly beside: readonly ScalarNode[];
}

/** A key that an entry does not take. */
export interface UnknownKey {
  readonly key: ScalarNode;
  /** The key that was probably intended: one of its section that the entry does not have yet. */
  readonly suggestion: string | undefined;
}

/** The values of a top-level key. */
export const sectionsOf = ({ root }: ConfigFile, name: string): Node[] =>
  entriesOf(root)
    .filter(({ key }) => key.text === name)
    .map(({ value }) => value);

/** The entries of a section; none that a template engine or a CloudFormation function fills in. */
export const entriesOfSection = (file: ConfigFile, section: SectionEntry['section']): SectionEntry[] =>
  groupsIn(file, section).flatMap(({ entry: found, beside }) =>
    found ? [{ section, name: found.key, value: found.value, beside }] : [],
  );

/** The keys in a section that belong below a name, where no name is above them. */
export const namelessKeysOf = (
  file: ConfigFile,
  section: SectionEntry['section'],
): (readonly ScalarNode[])[] =>
  groupsIn(file, section).flatMap(({ entry: found, beside }) => (found ? [] : [beside]));

interface Group {
  /** Undefined for keys before the first name. */
  readonly entry: MapEntry | undefined;
  readonly beside: ScalarNode[];
}

/** What a section holds, read once for all rules. */
const groupsIn = oncePerText((file: ConfigFile, section: SectionEntry['section']): readonly Group[] =>
  mapsIn(file, section).flatMap((map) => groupsOf(map, section)),
);

/** The maps of names of a section: services are listed below the program that manages them. */
function mapsIn(file: ConfigFile, section: SectionEntry['section']): readonly Node[] {
  const maps = sectionsOf(file, section);
  return section === 'services' ? maps.flatMap(knownEntriesOf).flatMap(servicesOf) : maps;
}

/** The entries of a section, each with the keys after it that are no entries. */
function groupsOf(map: Node, section: SectionEntry['section']): Group[] {
  const groups: Group[] = [];
  for (const found of knownEntriesOf(map)) {
    if (!isKeyOfEntry(found, section)) groups.push({ entry: found, beside: [] });
    else if (groups.length > 0) groups.at(-1)?.beside.push(found.key);
    else groups.push({ entry: undefined, beside: [found.key] });
  }
  return groups;
}

/** Whether it is a key of an entry and not the name of one: below a name is a map. */
const isKeyOfEntry = ({ key, value }: MapEntry, section: SectionEntry['section']): boolean =>
  INDENTED_SECTIONS.some((name) => name === section) &&
  value.kind !== 'map' &&
  value.valueKind === 'literal' &&
  keysOf(keySetOf(section)).has(key.text);

/** The sections whose keys are no likely names, so that one beside a name lost its indentation. */
export const INDENTED_SECTIONS = ['files', 'commands', 'container_commands'] as const;

const servicesOf = ({ key, value }: MapEntry): readonly Node[] =>
  SERVICE_MANAGERS.some((name) => name === key.text) ? [value] : [];

/** The entries of a map whose keys are known from the text; none where the whole is a function. */
export const knownEntriesOf = (node: Node | undefined): readonly MapEntry[] =>
  node?.kind === 'map' && node.valueKind === 'literal'
    ? node.entries.filter(({ key }) => key.valueKind === 'literal')
    : [];

/** The entry of a key: the last one where it appears twice, as Elastic Beanstalk's YAML reader has it. */
export const entryOf = (node: Node | undefined, key: string): MapEntry | undefined =>
  knownEntriesOf(node).findLast((candidate) => candidate.key.text === key);

/** Whether a value is true for sure, with quotes or without. */
export const isTrue = (node: Node): boolean =>
  node.kind === 'scalar' && trim(node.text).toLowerCase() === 'true';

const keySetOf = (section: SectionEntry['section']) =>
  section === 'services' ? SERVICE_KEYS : ENTRY_KEYS[section];

/** Made once for each table, not for each entry. */
const keysOf = oncePer(
  ({ documented, tolerated = [] }: ReturnType<typeof keySetOf>): ReadonlySet<string> =>
    new Set([...documented, ...tolerated]),
);

/** The keys that an entry does not take, in the order of the text. */
export function unknownKeysOf({ section, value }: SectionEntry): UnknownKey[] {
  const keySet = keySetOf(section);
  const entries = knownEntriesOf(value);
  const known = keysOf(keySet);
  const free = keySet.documented.filter((name) => !entries.some(({ key }) => key.text === name));
  return entries.flatMap(({ key }) =>
    known.has(key.text) ? [] : [{ key, suggestion: suggestionFor(key.text, free) }],
  );
}

/** The ids of a user and of a group are one letter apart, and neither is a misspelling of the other. */
const suggestionFor = (name: string, keys: readonly string[]): string | undefined =>
  meantBySynonym(name, keys) ?? (/^[ug]id$/i.test(name) ? undefined : nearest(name, keys));

/** The entries of some sections, except those that only the deployment knows. */
export const knownEntriesOfSections = (
  files: readonly ConfigFile[],
  ...sections: readonly SectionEntry['section'][]
): SectionEntry[] =>
  files
    .flatMap((file) => sections.flatMap((section) => entriesOfSection(file, section)))
    .filter(({ value }) => value.valueKind === 'literal');

/** The keys of an entry that are probably misspellings of one that it does not have. */
export const misspellingsOf = (entry: SectionEntry, name: string): Related[] =>
  unknownKeysOf(entry).flatMap(({ key, suggestion }) =>
    suggestion === name ? [{ at: key.place, note: `unknown key "${key.text}"` }] : [],
  );
