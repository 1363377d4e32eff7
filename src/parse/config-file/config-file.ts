import { documentedKeys, SECTION_FORMS, SECTIONS, TEMPLATE_SECTIONS } from '../../knowledge/sections.js';
import type { SourceFile } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { nearest } from '../../util/nearest.js';
import { isCaseVariant } from '../../util/text.js';
import { breaksFile, type SyntaxProblem } from '../problem.js';
import { entriesOf, entry, isFilledIn, isNothing, type MapEntry, type Node, noMap } from '../yaml/node.js';
import { foreignProblem } from '../yaml/problems/foreign-text.js';
import { parseYaml } from '../yaml/yaml.js';
import { readOptionSettings, type Setting } from './option-settings.js';
import type { ConfigProblem, ResourceWithoutMap, SectionWithoutMap, UnknownSection } from './problems.js';
import { type Lost, recover } from './recover.js';
import { settingsFaults } from './settings-shape.js';

/**
 * What one `.config` file says. A broken file has problems and as many facts as could be made out. What its sections hold, apart
 * from settings, is read when it is first asked for: see `entriesIn`.
 */
export interface ConfigFile {
  readonly file: SourceFile;
  readonly root: Node | undefined;
  /** What is wrong with its text, and with the form of its sections where the text can be read. */
  readonly problems: readonly ConfigProblem[];
  /** Elastic Beanstalk cannot read the file: what seems to be missing may only be unreadable. */
  readonly broken: boolean;
  /** The stretches of a broken file that are not known, where all others are. */
  readonly lost: readonly Lost[] | undefined;
  readonly settings: readonly Setting[];
  /** How much its aliases repeat, in nodes. */
  readonly aliased: number;
}

/** Reads one file of `.ebextensions`. Never throws. */
export const parseConfigFile = oncePer(readConfigFile);

function readConfigFile(file: SourceFile): ConfigFile {
  const parsed = parseYaml(file);
  const syntax = parsed.problems.filter(breaksFile);
  const recovered = syntax.length > 0 ? recover(file, parsed) : undefined;
  const { root, problems, aliased } = recovered ?? parsed;
  const isReadable = syntax.length === 0 || recovered !== undefined;
  const all = [
    ...(recovered ? syntax : []),
    ...problems,
    ...(isReadable && root ? shapeProblems(root).filter((fault) => !recovered || !breaksFile(fault)) : []),
  ];
  return {
    file,
    root,
    aliased,
    problems: all,
    broken: all.some(breaksFile),
    lost: recovered?.lost,
    settings: sections(root, 'option_settings').flatMap(readOptionSettings),
  };
}

/** Every value of a top-level key: of one that appears twice Elastic Beanstalk loses one, and which one is unknown. */
const sections = (root: Node | undefined, name: string): Node[] =>
  entriesOf(root)
    .filter(({ key }) => key.text === name)
    .map(({ value }) => value);

function shapeProblems(root: Node): ConfigProblem[] {
  if (isNothing(root)) return [];
  if (root.kind !== 'map') return [foreignProblem(root.place.file) ?? noSections(root)];
  return [
    ...sections(root, 'option_settings')
      .flatMap(settingsFaults)
      .map((fault) => ({ kind: 'settings-shape', ...fault }) as const),
    ...sectionsWithoutMap(root),
    ...unknownSections(root),
    ...resourcesWithoutMap(root),
  ];
}

const noSections = (root: Node): SyntaxProblem => ({
  kind: 'syntax',
  at: root.place,
  fault: { code: 'no-sections', holds: root.kind === 'list' ? 'a list' : 'a string' },
});

/** The sections, and the package and service managers in them, that are not maps. */
const sectionsWithoutMap = (root: Node): SectionWithoutMap[] =>
  entriesOf(root).flatMap((section) => {
    const name = section.key.text;
    const form = lookUp(SECTION_FORMS, name);
    if (!form) return [];
    const { entry, inner } = form;
    const own = withoutMap(section, name, entry);
    if (inner === undefined || section.value.valueKind === 'dynamic') return own;
    const ofManager = (manager: MapEntry) => withoutMap(manager, `${manager.key.text} in ${name}`, inner);
    return [...own, ...entriesOf(section.value).flatMap(ofManager)];
  });

function withoutMap({ value }: MapEntry, name: string, entry: string): SectionWithoutMap[] {
  const holds = value.valueKind !== 'dynamic' && !isEmptyList(value) ? noMap(value) : undefined;
  return holds && holds !== 'nothing'
    ? [{ kind: 'section-not-a-map', at: value.place, name, holds, entry }]
    : [];
}

/** Nothing is lost. */
const isEmptyList = (node: Node): boolean => node.kind === 'list' && node.items.length === 0;

/** What is not a map in the `Resources` of a file. An empty section is right, and so are empty `Properties`. */
const resourcesWithoutMap = (root: Node): ResourceWithoutMap[] =>
  entriesOf(root)
    .filter(({ key }) => key.text === 'Resources')
    .flatMap((section) => [
      ...faultOf('section', section.key, section.value),
      ...entriesOf(section.value).flatMap(inResource),
    ]);

function inResource(resource: MapEntry): ResourceWithoutMap[] {
  const { key, value } = resource;
  if (isFilledIn(resource) || key.valueKind === 'dynamic' || value.valueKind === 'dynamic') return [];
  const holds = noMap(value);
  if (holds) return [{ kind: 'resource-not-a-map', part: 'resource', key, holds }];
  const properties = entry(value, 'Properties');
  return properties ? faultOf('properties', key, properties.value) : [];
}

function faultOf(
  part: ResourceWithoutMap['part'],
  key: ResourceWithoutMap['key'],
  value: Node,
): ResourceWithoutMap[] {
  const holds = value.valueKind === 'dynamic' ? undefined : noMap(value);
  return holds && holds !== 'nothing' ? [{ kind: 'resource-not-a-map', part, key, holds }] : [];
}

/** The top-level keys of a file that no section has, in the order of the text. */
function unknownSections(root: Node): UnknownSection[] {
  if (root.valueKind !== 'literal') return [];
  const known = new Set<string>([...SECTIONS, ...TEMPLATE_SECTIONS]);
  let section: MapEntry | undefined;
  return entriesOf(root).flatMap((entry) => {
    if (known.has(entry.key.text)) section = entry;
    return entry.key.valueKind !== 'literal' || known.has(entry.key.text) ? [] : [read(entry, section)];
  });
}

/** Sections whose entries are named by their author: an empty one lost the indentation of what follows it. */
const NAMED_BY_AUTHOR: ReadonlySet<string> = new Set(['commands', 'container_commands', 'files', 'sources']);

function read({ key, value }: MapEntry, section: MapEntry | undefined): UnknownSection {
  const same = SECTIONS.find((name) => isCaseVariant(name, key.text));
  const isText = value.kind === 'scalar' && value.written !== '';
  const suggestion = same ?? nearest(key.text, SECTIONS);
  // `command:` with a text lost its indentation; with a map it is a misspelled section.
  const emptied =
    section && NAMED_BY_AUTHOR.has(section.key.text) && isEmpty(section.value) && !isText
      ? `\`${section.key.text}\``
      : undefined;
  const container =
    emptied ?? (isText || !suggestion ? containerOf(key.text, value, section?.key.text) : undefined);
  const isAboveSections = suggestion === undefined && container === undefined && hasOnlySections(value);
  return {
    kind: 'unknown-section',
    key,
    suggestion,
    isCaseVariant: same !== undefined,
    container,
    isText,
    isAboveSections,
  };
}

const isEmpty = (value: Node): boolean => value.kind === 'scalar' && value.written === '';

function hasOnlySections(value: Node): boolean {
  const names = entriesOf(value).map(({ key }) => key.text);
  return names.length > 0 && names.every((name) => SECTIONS.some((section) => section === name));
}

const oneOf = (sections: readonly string[], above: string | undefined): string =>
  (above !== undefined && sections.includes(above) ? [above] : sections)
    .map((name) => `\`${name}\``)
    .join(' or ');

const OWNERS = ['files', 'container_commands'] as const;

/** @param above the section that it is below, whose indentation it probably lost */
function containerOf(name: string, value: Node, above: string | undefined): string | undefined {
  if (/^(?:.+\.)?aws:/.test(name)) return '`option_settings`';
  if (entry(value, 'command')) return oneOf(['commands', 'container_commands'], above);
  if (name.startsWith('/')) return oneOf(['files', 'sources'], above);
  const owner = OWNERS.find((section) => documentedKeys(section).includes(name));
  return owner && `an entry of \`${owner}\``;
}
