import { type ConfigFile, parseConfigFile } from '../../parse/config-file/config-file.js';
import {
  entriesIn,
  type PackageEntry,
  type SectionEntry,
  type SectionName,
} from '../../parse/config-file/sections.js';
import { compareBytes } from '../../util/compare.js';
import { type Fact, fact } from '../fact.js';
import { isConfigFile } from './config-file-name.js';
import { deployedFiles } from './deployed-files.js';
import { isMacosJunk } from './macos-junk.js';

/** The `.config` files in the order in which Elastic Beanstalk reads them. */
export const configFiles = fact('configFiles', (project): readonly ConfigFile[] =>
  deployedFiles(project)
    .files.flatMap((file) =>
      'source' in file && isConfigFile(file.name) && !isMacosJunk(file) ? [file.source] : [],
    )
    .sort((a, b) => compareBytes(a.name, b.name))
    .map(parseConfigFile),
);

const entriesOf = <Section extends SectionName>(name: string, ...sections: readonly Section[]) =>
  fact(name, (project): readonly SectionEntry<Section>[] =>
    configFiles(project).flatMap((file) => entriesIn(file, ...sections)),
  );

/** Every entry of a section, also one of which a template engine fills in the name or a part. */
export const commandEntries = entriesOf('commandEntries', 'commands', 'container_commands');
export const fileEntries = entriesOf('fileEntries', 'files');
export const groupEntries = entriesOf('groupEntries', 'groups');
export const packageEntries = entriesOf('packageEntries', 'packages');
export const resourceEntries = entriesOf('resourceEntries', 'Resources');
export const serviceEntries = entriesOf('serviceEntries', 'services');
export const sourceEntries = entriesOf('sourceEntries', 'sources');
export const userEntries = entriesOf('userEntries', 'users');

const known = <Entry extends SectionEntry>(name: string, entries: Fact<readonly Entry[]>) =>
  fact(name, (project): readonly Entry[] => entries(project).filter(({ isKnown }) => isKnown));

/** The paths of the files that `files` writes. */
export const writtenFiles = fact(
  'writtenFiles',
  (project): ReadonlySet<string> => new Set(fileEntries(project).map(({ name }) => name.text)),
);

/** Those of which the text tells the name and all keys: what is not in them is not there. */
export const knownCommands = known('knownCommands', commandEntries);
export const knownFiles = known('knownFiles', fileEntries);
export const knownResources = known('knownResources', resourceEntries);
export const knownServices = known('knownServices', serviceEntries);

/** The packages below `yum` of `packages`, those of the invalid list form included. */
export const yumPackages = fact('yumPackages', (project): readonly PackageEntry[] =>
  packageEntries(project).filter(
    ({ manager, name }) => manager?.text === 'yum' && name.valueKind === 'literal',
  ),
);
