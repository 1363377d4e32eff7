import { ENTRY_KEYS, SERVICE_KEYS, type EntrySection } from '../../knowledge/sections.js';
import { entriesOfSection, unknownKeysOf, type SectionEntry } from '../../parse/index.js';
import { didYouMean } from '../../util/did-you-mean.js';
import { list } from '../../util/list.js';
import { renameKeys } from '../support/rename.js';
import type { Rule } from '../rule.js';

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
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html',
    ],
    since: '0.1.0',
    yieldsTo: ['config/look-alike-character'],
  },
  *check({ configFiles }) {
    for (const file of configFiles)
      for (const entry of SECTIONS.flatMap((section) => entriesOfSection(file, section)))
        for (const { key, suggestion } of unknownKeysOf(entry))
          yield {
            at: key.place,
            message: `Unknown key "${key.text}" in entry "${entry.name.text}" of ${entry.section}`,
            help: didYouMean(suggestion, `Use ${list(keysOf(entry), 'or')}, or delete it.`),
            // A key that resembles none may be a note that is not missed.
            ...(suggestion ? { fix: renameKeys([key], suggestion) } : { severity: 'warning' }),
          };
  },
};

const SECTIONS = [...(Object.keys(ENTRY_KEYS) as EntrySection[]), 'services'] as const;

const keysOf = ({ section }: SectionEntry): string[] =>
  (section === 'services' ? SERVICE_KEYS : ENTRY_KEYS[section]).documented.map((key) => `\`${key}\``);
