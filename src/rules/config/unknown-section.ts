import { FOREIGN_KEYS, SECTIONS } from '../../knowledge/sections.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { type ConfigFile, problemsOf, type UnknownSection } from '../../parse/index.js';
import { lookUp } from '../../util/collections.js';
import { list } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';
import { renameKeys } from '../support/rename.js';

export const unknownSection: EachRule<ConfigFile> = {
  meta: {
    summary: 'A configuration file has a top-level key that Elastic Beanstalk does not know',
    why: "Elastic Beanstalk skips the whole file, including its valid sections, and continues the deployment. Only a warning in the events mentions it: \"Error processing file (Skipping): '.ebextensions/NAME.config' - Contains invalid key: 'OptionSettings'\".",
    consequence: 'file-ignored',
    references: ['guide:ebextensions', 'guide:customize-containers-ec2', 'guide:ebextensions-otherkeys'],
    yieldsTo: ['config/look-alike-character'],
  },
  each: configFiles,
  *check(file) {
    for (const group of groupsOf(file)) yield findingOf(group);
  },
};

type Group = [UnknownSection, ...UnknownSection[]];

/** Keys that are wrong for one reason, such as a lost indentation, are reported together. */
function groupsOf(file: ConfigFile): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const section of problemsOf([file], 'unknown-section')) {
    const reason = helpFor(section);
    const group = groups.get(reason);
    if (group) group.push(section);
    else groups.set(reason, [section]);
  }
  return groups.values();
}

function findingOf(group: Group): Finding {
  const [first] = group;
  const keys = group.map(({ key }) => key);
  const names = list(keys.map(({ text }) => `"${text}"`));
  const { suggestion, container, isCaseVariant } = first;
  return {
    at: first.key.place,
    message: isCaseVariant
      ? `Section ${suggestion} is written as ${names}`
      : `Unknown section${group.length > 1 ? 's' : ''} ${names}`,
    help: helpFor(first, group.length),
    ...(suggestion && !container && { fix: renameKeys(keys, suggestion) }),
  };
}

function helpFor(section: UnknownSection, count = 1): string {
  const { key, suggestion, container, isText, isCaseVariant, isAboveSections } = section;
  const object = count > 1 ? 'them' : 'it';
  if (key.style === 'plain' && /^\/[/*]/.test(key.text))
    return 'Delete the comment, or begin it with `#` on a line of its own.';
  const owner = lookUp(FOREIGN_KEYS, key.text);
  if (owner)
    return suggestion
      ? `Write \`${suggestion}\` here: \`${key.text}\` belongs in ${owner}.`
      : `Move ${object} to ${owner}.`;
  if (container) return `Indent ${object} below ${container}.`;
  if (isCaseVariant) return `Write \`${suggestion}\`.`;
  if (isAboveSections) return 'Delete the line, and begin the sections below it in the first column.';
  if (isText && !suggestion) return 'Begin the line with `#` if it is a comment.';
  if (suggestion) return `Write \`${suggestion}\`.`;
  return `Delete ${object}: the sections are ${list(SECTIONS.map((name) => `\`${name}\``))}.`;
}
