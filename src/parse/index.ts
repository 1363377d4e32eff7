/** What the rules need of the parsers. */
export type { ConfigFile } from './config-file/config-file.js';
export {
  findInSetting,
  ITEM_KEYS,
  scalarsOfSetting,
  unknownItemKeysIn,
} from './config-file/option-settings.js';
export {
  problemsOf,
  type ResourceWithoutMap,
  type SettingsFault,
  type UnknownSection,
} from './config-file/problems.js';
export { referencesOf, type IdReference } from './config-file/references.js';
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
export type {
  CommandEntry,
  FileEntry,
  PackageEntry,
  ResourceEntry,
  SectionEntry,
} from './config-file/sections.js';
export type { MapEntry, Node, ScalarNode } from './yaml/node.js';
export { placeOfWritten } from './tree/place-of-written.js';
export type {
  DuplicateKeyProblem,
  Fault,
  SyntaxFaults,
  SyntaxProblem,
  UnsupportedTagProblem,
} from './problem.js';
export { inTypographicQuotes } from './yaml/problems/typographic-quotes.js';
export { outsideQuotes } from './shell/outside-quotes.js';
export { parsePlatformName, type PlatformName } from './platform-name.js';
export { placeIn } from './shell/words.js';
export { placesIn } from './yaml/scalar-text.js';
