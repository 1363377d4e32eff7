import { nearest } from '../knowledge/nearest.js';
import { ENTRY_KEYS, SECTIONS, TEMPLATE_SECTIONS, type EntrySection } from '../knowledge/sections.js';
import type { ConfigFile } from '../parse/config-file.js';
import { entryOf, knownEntriesOf, type MapEntry, type Node, type ScalarNode } from './section-entries.js';

/** A top-level key that Elastic Beanstalk does not know. */
export interface UnknownSection {
  readonly key: ScalarNode;
  /** The section that was probably meant. */
  readonly meant: string | undefined;
  /** It differs from a section in case and blanks alone. */
  readonly isRespelling: boolean;
  /** Where it belongs if its indentation was lost: a clause of a message. */
  readonly home: string | undefined;
  /** Only a text stands behind it. */
  readonly isText: boolean;
}

/** The top-level keys of a file that no section has, in the order of the text. */
export function unknownSectionsOf({ root }: ConfigFile): UnknownSection[] {
  const known = new Set<string>([...SECTIONS, ...TEMPLATE_SECTIONS]);
  return knownEntriesOf(root).flatMap((entry) => (known.has(entry.key.text) ? [] : [read(entry)]));
}

function read({ key, value }: MapEntry): UnknownSection {
  const same = SECTIONS.find((name) => keyOf(name) === keyOf(key.text));
  const isText = value.kind === 'scalar' && value.written !== '';
  const meant = same ?? nearest(key.text, SECTIONS);
  // `command:` with a text behind it lost its indentation; with a map it is a misspelt section.
  const home = isText || !meant ? homeOf(key.text, value) : undefined;
  return { key, meant, isRespelling: same !== undefined, home, isText };
}

const keyOf = (name: string): string => name.replace(/\s+/g, '').toLowerCase();

const OWNERS: readonly EntrySection[] = ['files', 'container_commands'];

function homeOf(name: string, value: Node): string | undefined {
  if (/^(?:.+\.)?aws:/.test(name)) return 'namespaces stand below option_settings';
  if (entryOf(value, 'command')) return 'entries stand below commands or container_commands';
  if (name.startsWith('/')) return 'paths stand below files or sources';
  const owner = OWNERS.find((section) => ENTRY_KEYS[section].documented.includes(name));
  return owner && `keys like this stand in an entry of ${owner}`;
}
