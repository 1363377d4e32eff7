import { documentedKeys, type KeyedSection } from '../../knowledge/sections.js';
import { configFiles } from '../../model/bundle/config-files.js';
import {
  type ConfigFile,
  entriesIn,
  ITEM_KEYS,
  unknownItemKeysIn,
  unknownKeysOf,
} from '../../parse/index.js';
import { groupBy } from '../../util/collections.js';
import { list } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';
import { renameKeys } from '../support/rename.js';

export const unknownKey: EachRule<ConfigFile> = {
  meta: {
    summary: 'An entry of a section has a key that Elastic Beanstalk does not know',
    why: 'The key has no effect: a command with "ignoreError" still fails the deployment, a file with "permission" gets the default mode. Elastic Beanstalk may even skip the whole file, as it does with other invalid files. Then only a warning in the events mentions it.',
    consequence: 'file-ignored',
    references: [
      'guide:customize-containers-ec2',
      'guide:customize-containers-windows-ec2',
      'guide:ebextensions-optionsettings',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-init',
    ],
    yieldsTo: ['config/look-alike-character'],
  },
  each: configFiles,
  *check(file) {
    for (const entry of SECTIONS.flatMap((section) => entriesIn(file, section)))
      for (const { key, suggestion } of unknownKeysOf(entry))
        yield {
          at: key.place,
          message: `Unknown key "${key.text}" in entry "${entry.name.text}" of ${entry.section}`,
          help: suggestion
            ? `Write \`${suggestion}\`.`
            : `Delete it: Elastic Beanstalk knows only ${list(keysOf(entry.section))} here.`,
          // A key that resembles none may be a note that is not missed.
          ...(suggestion ? { fix: renameKeys([key], suggestion) } : { warnsBecause: 'milder' }),
        };
    yield* inSettings(file);
  },
};

/**
 * The unknown keys of settings in the list form, each once: who invents a key uses it in many of them. An item without a name
 * or a value is reported by another rule.
 */
function* inSettings(file: ConfigFile): Generator<Finding> {
  for (const [name, [first, ...others]] of groupBy(unknownItemKeysIn(file), ({ text }) => [text]))
    if (first)
      yield {
        at: first.place,
        message: `Unknown key "${name}" in an item of option_settings`,
        help: CONDITION.test(name)
          ? 'Delete it: an option setting has no condition and applies to every environment.'
          : `Delete it: Elastic Beanstalk knows only ${list(ITEM_KEYS.map((key) => `\`${key}\``))} here.`,
        warnsBecause: 'milder',
        ...(others.length > 0 && { related: others.map(({ place }) => ({ at: place, note: 'and here' })) }),
      };
}

const CONDITION = /^(?:condition|if|when)$/i;

/** Those of a resource are reported by a rule of their own. */
const SECTIONS = ['files', 'commands', 'container_commands', 'users', 'groups', 'services'] as const;

const keysOf = (section: KeyedSection): string[] => documentedKeys(section).map((key) => `\`${key}\``);
