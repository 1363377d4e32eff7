import { ENTRY_KEYS, SERVICE_KEYS, SERVICE_MANAGERS, type EntrySection } from '../../knowledge/sections.js';
import { nearest } from '../../knowledge/nearest.js';
import {
  entriesOfSection,
  knownEntriesOf,
  sectionsOf,
  unknownKeysOf,
  type ScalarNode,
  type SectionEntry,
} from '../../model/section-entries.js';
import type { Project } from '../../model/project.js';
import { replaceWritten } from '../replace-written.js';
import type { Finding, Fix, Rule } from '../rule.js';

const HOLDERS = [...(Object.keys(ENTRY_KEYS) as EntrySection[]), 'services'] as const;

export const unknownKey: Rule = {
  meta: {
    id: 'config/unknown-key',
    summary: 'An entry of a section has a key that Elastic Beanstalk does not know',
    why: 'What the key was to do is not done: a command with "ignoreError" fails the deployment after all, a file with "permission" keeps the mode that it would have without. Elastic Beanstalk may even skip the whole file, as it does with a file that does not pass its checks, and then only a warning in the events tells of it.',
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const file of project.configFiles) {
      for (const section of HOLDERS)
        for (const entry of entriesOfSection(file, section)) yield* inEntry(entry);
    }
    yield* inServices(project);
  },
};

function* inEntry(entry: SectionEntry): Generator<Finding> {
  for (const { key, meant } of unknownKeysOf(entry)) {
    yield {
      at: key.place,
      message: `${titleOf(entry)} has the key "${key.text}", which Elastic Beanstalk does not know. ${
        meant ? `Did you mean "${meant}"?` : `Its keys are ${listed(keysOf(entry))}.`
      }`,
      // A key that is near to none may be a note that nobody misses.
      ...(!meant && { severity: 'warning' }),
      ...(meant && { fix: renaming(key, meant) }),
    };
  }
}

/** Services stand below the program that manages them. */
function* inServices({ configFiles }: Project): Generator<Finding> {
  const names: readonly string[] = SERVICE_MANAGERS;
  for (const { key } of configFiles.flatMap((file) => sectionsOf(file, 'services').flatMap(knownEntriesOf))) {
    if (names.includes(key.text)) continue;
    const meant = nearest(key.text, names);
    yield {
      at: key.place,
      message: `services has the key "${key.text}", which is no manager of services, so nothing below it has an effect. ${
        meant
          ? `Did you mean "${meant}"?`
          : `Put it below ${names.slice(0, -1).join(' or ')} on Linux, ${names.at(-1)!} on Windows.`
      }`,
      ...(meant && { fix: renaming(key, meant) }),
    };
  }
}

const titleOf = ({ section, name }: SectionEntry): string => `The entry "${name.text}" of ${section}`;

const keysOf = ({ section }: SectionEntry): readonly string[] =>
  (section === 'services' ? SERVICE_KEYS : ENTRY_KEYS[section]).documented;

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}` : names.join();

/** What was dead comes to life: only a change of case alone is made without asking. */
const renaming = (key: ScalarNode, meant: string): Fix => ({
  title: `Rename it to ${meant}`,
  safety: key.text.trim().toLowerCase() === meant.toLowerCase() ? 'safe' : 'unsafe',
  edits: [replaceWritten(key, meant)],
});
