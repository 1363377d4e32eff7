import type { ConfigFile } from '../../../parse/config-file/config-file.js';
import { knownEntriesOf, sectionsOf } from '../../../parse/config-file/section-entries.js';
import { itemsOf, type ScalarNode } from '../../../parse/yaml/node.js';

/** The names below `yum` of `packages`, those of the invalid list form included. */
export const yumPackagesOf = (files: readonly ConfigFile[]): ScalarNode[] =>
  files
    .flatMap((file) => sectionsOf(file, 'packages'))
    .flatMap(knownEntriesOf)
    .filter(({ key }) => key.text === 'yum')
    .flatMap(({ value }) => [
      ...knownEntriesOf(value).map(({ key }) => key),
      ...itemsOf(value).flatMap((item) => (item.kind === 'scalar' ? [item] : [])),
    ])
    .filter(({ valueKind }) => valueKind === 'literal');
