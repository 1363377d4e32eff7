import { ENTRY_KEYS, SERVICE_KEYS, type EntrySection } from '../../knowledge/sections.js';
import {
  entriesOfSection,
  entryOf,
  itemsIn,
  knownEntriesOf,
  sectionsOf,
  unknownKeysOf,
  type ConfigFile,
  type SectionEntry,
} from '../../parse/index.js';
import { didYouMean } from '../../util/did-you-mean.js';
import { groupBy } from '../../util/group-by.js';
import { list } from '../../util/list.js';
import { renameKeys } from '../support/rename.js';
import type { Finding, Rule } from '../rule.js';
import { configFiles } from '../../model/bundle/config-files.js';

export const unknownKey: Rule = {
  meta: {
    id: 'config/unknown-key',
    summary: 'An entry of a section has a key that Elastic Beanstalk does not know',
    why: 'The key has no effect: a command with "ignoreError" still fails the deployment, a file with "permission" gets the default mode. Elastic Beanstalk may even skip the whole file, as it does with other invalid files. Then only a warning in the events mentions it.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html',
    ],
    since: '0.1.0',
    yieldsTo: ['config/look-alike-character'],
  },
  *check(project) {
    for (const file of configFiles(project)) {
      for (const entry of SECTIONS.flatMap((section) => entriesOfSection(file, section)))
        for (const { key, suggestion } of unknownKeysOf(entry))
          yield {
            at: key.place,
            message: `Unknown key "${key.text}" in entry "${entry.name.text}" of ${entry.section}`,
            help: didYouMean(suggestion, `Use ${list(keysOf(entry), 'or')}, or delete it.`),
            // A key that resembles none may be a note that is not missed.
            ...(suggestion ? { fix: renameKeys([key], suggestion) } : { severity: 'warning' }),
          };
      yield* inSettings(file);
    }
  },
};

/** The keys of an option setting in the list form. */
const SETTING_KEYS: ReadonlySet<string> = new Set(['namespace', 'option_name', 'resource_name', 'value']);

/**
 * The unknown keys of settings in the list form, each once: who invents a key uses it in many of them. An item without a name
 * or a value is reported by another rule.
 */
function* inSettings(file: ConfigFile): Generator<Finding> {
  const keys = sectionsOf(file, 'option_settings')
    .flatMap(itemsIn)
    .filter((item) => entryOf(item, 'option_name') && entryOf(item, 'value'))
    .flatMap((item) => knownEntriesOf(item).map(({ key }) => key))
    .filter(({ text }) => !SETTING_KEYS.has(text));
  for (const [name, [first, ...others]] of groupBy(keys, ({ text }) => [text]))
    if (first)
      yield {
        at: first.place,
        message: `Unknown key "${name}" in an item of option_settings`,
        help: CONDITION.test(name)
          ? 'Delete it: an option setting has no condition and applies to every environment.'
          : `Use ${list(
              [...SETTING_KEYS].map((key) => `\`${key}\``),
              'or',
            )}, or delete it.`,
        severity: 'warning',
        ...(others.length > 0 && { related: others.map(({ place }) => ({ at: place, note: 'and here' })) }),
      };
}

const CONDITION = /^(?:condition|if|when)$/i;

const SECTIONS = [...(Object.keys(ENTRY_KEYS) as EntrySection[]), 'services'] as const;

const keysOf = ({ section }: SectionEntry): string[] =>
  (section === 'services' ? SERVICE_KEYS : ENTRY_KEYS[section]).documented.map((key) => `\`${key}\``);
