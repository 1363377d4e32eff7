import { entriesOf, type ScalarNode } from '../yaml/node.js';
import type { ConfigFile } from './config-file.js';

/** What follows a section of CloudFormation is not Elastic Beanstalk's, and settings are read as such. */
const OTHERS: ReadonlySet<string> = new Set([
  'Conditions',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'option_settings',
]);

/** The names of a file's sections, of their entries, and of what each entry sets. */
export function* sectionKeysOf({ root }: ConfigFile): Generator<ScalarNode> {
  for (const { key: section, value } of entriesOf(root)) {
    yield section;
    if (OTHERS.has(section.text)) continue;
    for (const { key: name, value: inner } of entriesOf(value)) {
      yield name;
      for (const { key } of entriesOf(inner)) yield key;
    }
  }
}
