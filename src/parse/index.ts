import type { SourceFile } from '../source/index.js';
import { entriesOf, itemsOf, type Node, type ScalarNode } from './yaml/node.js';
import { isTypographicallyQuoted } from './yaml/value-kind.js';

/** What the rules need of the parsers. */
export type { DescribedEnvironment } from './environment/described-environment.js';
export type { ConfigFile } from './config-file/config-file.js';
export { findInSetting, scalarsOfSetting, unknownItemKeysIn } from './config-file/option-settings.js';
export { ITEM_KEYS } from './config-file/settings-shape.js';
export {
  problemsOf,
  type ResourceWithoutMap,
  type SettingsFault,
  type UnknownSection,
} from './config-file/problems.js';
export { COULD_BE_ID, referencesOf, type IdReference } from './config-file/references.js';
export { authenticationMethods, isNamespaceEntry, propertyNamesIn, typeOf } from './config-file/resources.js';
export {
  entriesIn,
  INDENTED_SECTIONS,
  literalOf,
  managersIn,
  misspellingsOf,
  namelessKeysIn,
  nameOf as nameOfEntry,
  scalarOf,
  scalarsOf,
  sectionKeysIn,
  textOf,
  unknownKeysOf,
  versionsOf,
  type UnknownKey,
} from './config-file/sections.js';
export type { CommandEntry, FileEntry, PackageEntry, SectionEntry } from './config-file/sections.js';
export type { MapEntry, Node, ScalarNode } from './yaml/node.js';
export { placeOfWritten } from './tree/tree.js';
export type {
  DuplicateKeyProblem,
  Fault,
  SyntaxFaults,
  SyntaxProblem,
  UnsupportedTagProblem,
} from './problem.js';

export { outsideQuotes } from './shell/word.js';
export { parsePlatformName, type PlatformName } from './platform-name.js';
export { placeIn } from './shell/word.js';
export { placesIn } from './yaml/scalar-text.js';

/** The keys and values of a file in quotes that YAML takes for letters. */
export const inTypographicQuotes = ({ file, root }: ParsedFile): ScalarNode[] =>
  // Nearly no file has such quotes.
  /[‘-‟]/.test(file.text) ? [...quotedIn(root)] : [];

interface ParsedFile {
  readonly file: SourceFile;
  readonly root: Node | undefined;
}

function* quotedIn(node: Node | undefined): Generator<ScalarNode> {
  if (node?.kind === 'scalar' && node.style === 'plain' && isTypographicallyQuoted(node.written)) yield node;
  for (const { key, value } of entriesOf(node)) {
    yield* quotedIn(key);
    yield* quotedIn(value);
  }
  for (const item of itemsOf(node)) yield* quotedIn(item);
}
