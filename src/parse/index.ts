/** What the rules need of the parsers. */
export { authenticationMethods } from './config-file/authentication-methods.js';
export type { ConfigFile } from './config-file/config-file.js';
export { findInSetting, scalarsOfSetting } from './config-file/find-in-setting.js';
export { problemsOf } from './config-file/problems.js';
export type { IdReference } from './config-file/references.js';
export { referencesOf } from './config-file/references.js';
export {
  brokenResourceSections,
  isNamespaceEntry,
  resourceEntries,
  unknownResourceKeys,
} from './config-file/resource-entries.js';
export type { SectionEntry } from './config-file/section-entries.js';
export {
  entriesOfSection,
  entryOf,
  isTrue,
  knownEntriesOf,
  knownEntriesOfSections,
  misspellingsOf,
  INDENTED_SECTIONS,
  namelessKeysOf,
  sectionsOf,
  unknownKeysOf,
} from './config-file/section-entries.js';
export { resourceProperties } from './config-file/resource-properties.js';
export { resourceTypes } from './config-file/resource-types.js';
export { sectionKeysOf } from './config-file/section-keys.js';
export type { SettingsFault } from './config-file/settings-fault.js';
export type { UnknownSection } from './config-file/unknown-sections.js';
export type { MapEntry, Node, ScalarNode } from './yaml/node.js';
export { itemsOf as itemsIn, scalar as scalarOf } from './yaml/node.js';
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
