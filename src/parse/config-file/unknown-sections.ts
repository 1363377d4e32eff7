import { isCaseVariant } from '../../util/case-variant.js';
import { nearest } from '../../util/nearest.js';
import { ENTRY_KEYS, SECTIONS, TEMPLATE_SECTIONS, type EntrySection } from '../../knowledge/sections.js';
import { entriesOf, type MapEntry, type Node, type ScalarNode } from '../yaml/node.js';
import { entryOf, knownEntriesOf } from './section-entries.js';

/** A top-level key that Elastic Beanstalk does not know. */
export interface UnknownSection {
  readonly key: ScalarNode;
  /** The section that was probably intended. */
  readonly suggestion: string | undefined;
  /** It differs from the suggestion only in case and spaces. */
  readonly isCaseVariant: boolean;
  /** Where it belongs if its indentation was lost: what a help text puts after "below". */
  readonly container: string | undefined;
  /** Its value is only a text. */
  readonly isText: boolean;
  /** It only has sections below it, one level too deep. */
  readonly isAboveSections: boolean;
}

/** The top-level keys of a file that no section has, in the order of the text. */
export function unknownSections(root: Node): UnknownSection[] {
  const known = new Set<string>([...SECTIONS, ...TEMPLATE_SECTIONS]);
  return knownEntriesOf(root).flatMap((entry) => (known.has(entry.key.text) ? [] : [read(entry)]));
}

function read({ key, value }: MapEntry): UnknownSection {
  const same = SECTIONS.find((name) => isCaseVariant(name, key.text));
  const isText = value.kind === 'scalar' && value.written !== '';
  const suggestion = same ?? nearest(key.text, SECTIONS);
  // `command:` with a text lost its indentation; with a map it is a misspelled section.
  const container = isText || !suggestion ? containerOf(key.text, value) : undefined;
  const isAboveSections = suggestion === undefined && container === undefined && hasOnlySections(value);
  return { key, suggestion, isCaseVariant: same !== undefined, container, isText, isAboveSections };
}

function hasOnlySections(value: Node): boolean {
  const names = entriesOf(value).map(({ key }) => key.text);
  return names.length > 0 && names.every((name) => SECTIONS.some((section) => section === name));
}

const OWNERS: readonly EntrySection[] = ['files', 'container_commands'];

function containerOf(name: string, value: Node): string | undefined {
  if (/^(?:.+\.)?aws:/.test(name)) return '`option_settings`';
  if (entryOf(value, 'command')) return '`commands` or `container_commands`';
  if (name.startsWith('/')) return '`files` or `sources`';
  const owner = OWNERS.find((section) => ENTRY_KEYS[section].documented.includes(name));
  return owner && `an entry of \`${owner}\``;
}
