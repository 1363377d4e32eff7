import type { Located } from '../../source/index.js';
import type { ConfigFile } from './config-file.js';
import { entriesOf, entry, itemsOf, scalar, type ScalarNode } from '../yaml/node.js';
import { templateEntries } from './template.js';

/** The names of the properties of a resource, or of the items of one of its properties. */
export interface ResourceProperties {
  readonly id: Located<string>;
  /** As it is written; undefined where it is elsewhere. */
  readonly type: string | undefined;
  /** The property whose items have these names; undefined for those of the resource itself. */
  readonly within: string | undefined;
  readonly names: readonly ScalarNode[];
}

/** The properties of all resources that are written as maps. */
export const resourceProperties = (file: ConfigFile): ResourceProperties[] =>
  templateEntries(file, 'Resources').flatMap(({ key, value }) => {
    const properties = entriesOf(entry(value, 'Properties')?.value);
    const own = { id: { value: key.text, place: key.place }, type: scalar(value, 'Type')?.text.trim() };
    return [
      { ...own, within: undefined, names: properties.map((property) => property.key) },
      ...properties.flatMap((property) =>
        itemsOf(property.value).map((item) => ({
          ...own,
          within: property.key.text,
          names: entriesOf(item).map((inner) => inner.key),
        })),
      ),
    ];
  });
