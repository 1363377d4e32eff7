import {
  documentedKeys,
  ENTRY_KEYS,
  intendedBySynonym,
  type KeyedSection,
  type KeySet,
  SERVICE_MANAGERS,
} from '../../knowledge/sections.js';
import type { Located, Related } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { oncePerText } from '../../util/memo.js';
import { nearest } from '../../util/nearest.js';
import { entriesOf, isFilledIn, itemsOf, type MapEntry, type Node, type ScalarNode } from '../yaml/node.js';
import type { ConfigFile } from './config-file.js';

/** A section of named entries; `option_settings` has a reading of its own. */
export type SectionName =
  KeyedSection | 'packages' | 'sources' | 'Conditions' | 'Mappings' | 'Outputs' | 'Parameters';

/** One entry of a section, as it is written. */
interface NamedEntry<Section extends SectionName> {
  readonly section: Section;
  readonly config: ConfigFile;
  /** `yum`, `systemd`: the key above the name in `packages` and `services`. */
  readonly manager: ScalarNode | undefined;
  readonly name: ScalarNode;
  /** What is below the name; the name itself in a list. */
  readonly value: Node;
  /** What is removed to remove the entry. */
  readonly part: MapEntry | ScalarNode;
  /** Whether the text tells what the entry holds; false where a function or a template engine fills in the name or a part. */
  readonly isKnown: boolean;
  /** Keys that belong below the name and are written beside it. */
  readonly beside: readonly ScalarNode[];
}

type ValuesOf<Keys> = Keys extends { readonly documented: readonly (infer Documented extends string)[] }
  ? Readonly<Partial<Record<Documented | ToleratedOf<Keys>, MapEntry>>>
  : unknown;

type ToleratedOf<Keys> = Keys extends { readonly tolerated: readonly (infer Tolerated extends string)[] }
  ? Tolerated
  : never;

/**
 * An entry of a section with each of the keys that its section takes: of `files`, `entry.content` is the key `content` with
 * its value, undefined where it is missing. Of a key that appears twice it is the last, as Elastic Beanstalk's YAML reader has it.
 */
export type SectionEntry<Section extends SectionName = SectionName> = Section extends KeyedSection
  ? NamedEntry<Section> & ValuesOf<(typeof ENTRY_KEYS)[Section]>
  : NamedEntry<Section>;

export type CommandEntry = SectionEntry<'commands' | 'container_commands'>;
export type FileEntry = SectionEntry<'files'>;
export type PackageEntry = SectionEntry<'packages'>;
export type ResourceEntry = SectionEntry<'Resources'>;

/** The entries of some sections of a file, section by section, in the order of the text: of both halves where one appears twice. */
export const entriesIn = <Section extends SectionName>(
  config: ConfigFile,
  ...sections: readonly Section[]
): SectionEntry<Section>[] =>
  // An entry has the section that it is read from.
  sections.flatMap((section) => readSection(config, section).entries as SectionEntry<Section>[]);

/** The managers of `packages` or `services` with what is below them, also those that do not exist. */
export const managersIn = (config: ConfigFile, section: 'packages' | 'services'): MapEntry[] =>
  sectionsIn(config, section).flatMap((map) =>
    entriesOf(map).filter((entry) => isNamed(map, entry, section)),
  );

/** The keys in a section that belong below a name, where no name is above them. */
export const namelessKeysIn = (
  config: ConfigFile,
  section: IndentedSection,
): readonly (readonly ScalarNode[])[] => readSection(config, section).nameless;

/** The sections whose keys are no likely names, so that one beside a name lost its indentation. */
export const INDENTED_SECTIONS = ['files', 'commands', 'container_commands'] as const;

type IndentedSection = (typeof INDENTED_SECTIONS)[number];

/** The values of a top-level key. */
const sectionsIn = ({ root }: ConfigFile, name: string): Node[] =>
  entriesOf(root)
    .filter(({ key }) => key.text === name)
    .map(({ value }) => value);

interface Section {
  readonly entries: readonly NamedEntry<SectionName>[];
  readonly nameless: readonly (readonly ScalarNode[])[];
}

/** What a section holds, read once for all rules. */
const readSection = oncePerText((config: ConfigFile, section: SectionName): Section => {
  const entries: NamedEntry<SectionName>[] = [];
  const nameless: (readonly ScalarNode[])[] = [];
  for (const { manager, names } of listsOfNames(config, section)) {
    let beside: ScalarNode[] | undefined;
    for (const entry of entriesOf(names)) {
      const hasName = isNamed(names, entry, section);
      if (hasName && isKeyOfEntry(entry, section)) {
        if (!beside) nameless.push((beside = []));
        beside.push(entry.key);
        continue;
      }
      beside = [];
      entries.push({
        section,
        config,
        manager,
        name: entry.key,
        value: entry.value,
        part: entry,
        isKnown: hasName && entry.value.valueKind === 'literal',
        beside,
        ...valuesIn(entry.value, section),
      });
    }
    if (section === 'packages')
      for (const item of itemsOf(names)) entries.push(...listedIn(item, config, manager));
  }
  return { entries, nameless };
});

/** The maps of names of a section: packages and services are listed below the program that manages them. */
function listsOfNames(
  config: ConfigFile,
  section: SectionName,
): { readonly manager: ScalarNode | undefined; readonly names: Node }[] {
  if (section !== 'packages' && section !== 'services')
    return sectionsIn(config, section).map((names) => ({ manager: undefined, names }));
  return managersIn(config, section).flatMap(({ key: manager, value: names }) =>
    section === 'packages' || SERVICE_MANAGERS.some((name) => name === manager.text)
      ? [{ manager, names }]
      : [],
  );
}

/** The list form of packages is invalid, but tells what is wanted. */
function listedIn(
  item: Node,
  config: ConfigFile,
  manager: ScalarNode | undefined,
): NamedEntry<SectionName>[] {
  if (item.kind !== 'scalar') return [];
  const isKnown = item.valueKind === 'literal';
  return [{ section: 'packages', config, manager, name: item, value: item, part: item, isKnown, beside: [] }];
}

/** Whether the text tells the name of an entry. A function among resources adds some; elsewhere it may make all entries. */
const isNamed = (map: Node, entry: MapEntry, section: SectionName): boolean =>
  (section === 'Resources' || map.valueKind === 'literal') &&
  entry.key.valueKind !== 'dynamic' &&
  !isFilledIn(entry);

/** Whether it is a key of an entry and not the name of one: below a name is a map. */
const isKeyOfEntry = ({ key, value }: MapEntry, section: SectionName): boolean =>
  INDENTED_SECTIONS.some((name) => name === section) &&
  value.kind !== 'map' &&
  value.valueKind === 'literal' &&
  isKeyIn(key.text, section);

const KEYS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries<KeySet>(ENTRY_KEYS).map(([section, { documented, tolerated = [] }]) => [
    section,
    new Set([...documented, ...tolerated]),
  ]),
);

const isKeyIn = (key: string, section: string): boolean => lookUp(KEYS, section)?.has(key) === true;

/** The entries of the keys that a section takes. */
function valuesIn(value: Node, section: SectionName): Readonly<Record<string, MapEntry>> {
  const values: Record<string, MapEntry> = {};
  for (const entry of entriesOf(value)) if (isKeyIn(entry.key.text, section)) values[entry.key.text] = entry;
  return values;
}

/** A key that an entry does not take. */
export interface UnknownKey {
  readonly key: ScalarNode;
  /** The key that was probably intended: one of its section that the entry does not have yet. */
  readonly suggestion: string | undefined;
}

/** The keys that an entry does not take, in the order of the text; none where the text does not tell all of its keys. */
export function unknownKeysOf({ section, value, isKnown }: SectionEntry<KeyedSection>): UnknownKey[] {
  if (!isKnown) return [];
  const entries = entriesOf(value).filter(({ key }) => key.valueKind === 'literal');
  const free = documentedKeys(section).filter((name) => !entries.some(({ key }) => key.text === name));
  return entries.flatMap(({ key }) =>
    isKeyIn(key.text, section) ? [] : [{ key, suggestion: suggestionFor(key.text, free) }],
  );
}

/** The ids of a user and of a group are one letter apart, and neither is a misspelling of the other. */
const suggestionFor = (name: string, keys: readonly string[]): string | undefined =>
  intendedBySynonym(name, keys) ?? (/^[ug]id$/i.test(name) ? undefined : nearest(name, keys));

/** The keys of an entry that are probably misspellings of one that it does not have. */
export const misspellingsOf = (entry: SectionEntry<KeyedSection>, name: string): Related[] =>
  unknownKeysOf(entry).flatMap(({ key, suggestion }) =>
    suggestion === name ? [{ at: key.place, note: `unknown key "${key.text}"` }] : [],
  );

/** The value of a key where it is a scalar. */
export const scalarOf = (entry: MapEntry | undefined): ScalarNode | undefined =>
  entry?.value.kind === 'scalar' ? entry.value : undefined;

/** The text of such a value. */
export const textOf = (entry: MapEntry | undefined): string | undefined => scalarOf(entry)?.text;

/** The same where the text tells what it is. */
export const literalOf = (entry: MapEntry | undefined): ScalarNode | undefined => {
  const scalar = scalarOf(entry);
  return scalar?.valueKind === 'literal' ? scalar : undefined;
};

/** The scalars of a value that is one, or a list of them: of `command` the shell text, or the words that no shell reads. */
export const scalarsOf = (entry: MapEntry | undefined): ScalarNode[] => {
  const nodes = entry?.value.kind === 'list' ? entry.value.items : entry ? [entry.value] : [];
  return nodes.filter((node) => node.kind === 'scalar');
};

/** The keys of a value that is a map, as they are written. */
export const keysIn = (entry: MapEntry | undefined): ScalarNode[] =>
  entriesOf(entry?.value).map(({ key }) => key);

/** The name of a package with its versions; undefined in the list form. */
export const versionsOf = ({ part }: PackageEntry): MapEntry | undefined =>
  'key' in part ? part : undefined;

/** The name of an entry as a value with its place. */
export const nameOf = ({ name }: Pick<SectionEntry, 'name'>): Located<string> => ({
  value: name.text,
  place: name.place,
});

/** What follows a section of CloudFormation is not Elastic Beanstalk's, and settings are read as such. */
const OTHERS: ReadonlySet<string> = new Set([
  'Conditions',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'option_settings',
]);

/** The names of a file's sections. */
export const sectionNamesIn = ({ root }: ConfigFile): ScalarNode[] => entriesOf(root).map(({ key }) => key);

/** The names of a file's sections, of their entries, and of what each entry sets. */
export function* sectionKeysIn({ root }: ConfigFile): Generator<ScalarNode> {
  for (const { key: section, value } of entriesOf(root)) {
    yield section;
    if (OTHERS.has(section.text)) continue;
    for (const { key: name, value: inner } of entriesOf(value)) {
      yield name;
      for (const { key } of entriesOf(inner)) yield key;
    }
  }
}
