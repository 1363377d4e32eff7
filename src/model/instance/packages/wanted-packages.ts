import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import { knownEntriesOf, sectionsOf } from '../../../parse/config-file/section-entries.js';
import { itemsOf, type MapEntry, type ScalarNode } from '../../../parse/yaml/node.js';

/** A package below `yum` of `packages`. */
export interface WantedPackage {
  readonly name: ScalarNode;
  readonly config: ConfigFile;
  /** The name with its versions; undefined in the list form, which is invalid. */
  readonly entry: MapEntry | undefined;
}

/** The packages of every package manager, without those of the invalid list form. */
export const packagesOf = (file: ConfigFile): { readonly manager: ScalarNode; readonly name: ScalarNode }[] =>
  sectionsOf(file, 'packages')
    .flatMap(knownEntriesOf)
    .flatMap(({ key: manager, value }) => knownEntriesOf(value).map(({ key: name }) => ({ manager, name })));

/** The packages below `yum` of `packages`, those of the invalid list form included. */
export const yumPackagesOf = (files: readonly ConfigFile[]): WantedPackage[] =>
  files
    .flatMap((config) =>
      sectionsOf(config, 'packages')
        .flatMap(knownEntriesOf)
        .filter(({ key }) => key.text === 'yum')
        .flatMap(({ value }): WantedPackage[] => [
          ...knownEntriesOf(value).map((entry) => ({ name: entry.key, config, entry })),
          ...itemsOf(value).flatMap((item) =>
            item.kind === 'scalar' ? [{ name: item, config, entry: undefined }] : [],
          ),
        ]),
    )
    .filter(({ name }) => name.valueKind === 'literal');
