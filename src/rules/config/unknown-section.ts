import { FOREIGN_KEYS, SECTIONS } from '../../knowledge/sections.js';
import type { Project } from '../../model/project.js';
import { unknownSectionsOf, type UnknownSection } from '../../model/unknown-sections.js';
import { replaceWritten } from '../replace-written.js';
import type { Finding, Fix, Rule } from '../rule.js';

export const unknownSection: Rule = {
  meta: {
    id: 'config/unknown-section',
    summary: 'A configuration file has a top-level key that Elastic Beanstalk does not know',
    why: "Elastic Beanstalk skips the whole file, with all that is right in it, and goes on with the deployment. Only a warning in the events tells of it: \"Error processing file (Skipping): '.ebextensions/NAME.config' - Contains invalid key: 'OptionSettings'\".",
    severity: 'error',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-otherkeys.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles }) {
    for (const file of configFiles) for (const group of groupsOf(file)) yield findingOf(group);
  },
};

type Group = [UnknownSection, ...UnknownSection[]];

/** Keys that are wrong for one reason, such as an indentation that was lost, are told of together. */
function groupsOf(file: Project['configFiles'][number]): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const section of unknownSectionsOf(file)) {
    const reason = adviceFor(section);
    const group = groups.get(reason);
    if (group) group.push(section);
    else groups.set(reason, [section]);
  }
  return groups.values();
}

function findingOf(group: Group): Finding {
  const [first] = group;
  const fix = fixOf(group);
  const names = group.map(({ key }) => `"${key.text}"`).join(', ');
  return {
    at: first.key.place,
    message: first.isRespelling
      ? `The section ${first.meant!} is written ${names} here, and Elastic Beanstalk skips a whole file for a section that it does not know; write ${first.meant!}.`
      : `Elastic Beanstalk knows no section ${names} and skips this whole file for it; ${adviceFor(first)}.`,
    // Whether the case of a section counts is not documented.
    ...(first.isRespelling && { severity: 'warning' }),
    ...(fix && { fix }),
  };
}

function adviceFor({ key, meant, home, isText }: UnknownSection): string {
  const owner = Object.hasOwn(FOREIGN_KEYS, key.text) ? FOREIGN_KEYS[key.text]! : undefined;
  if (key.style === 'plain' && /^\/[/*]/.test(key.text))
    return 'neither YAML nor JSON has comments with // or /*, so delete the comment, or give it a line of its own that begins with #';
  if (owner) return `this belongs into ${owner}${meant ? `, so write ${meant} here` : ''}`;
  if (home) return `${home}, so mend the indentation`;
  if (meant) return `write ${meant} if that is meant`;
  if (isText) return 'put # before it if it is a comment';
  return `the sections are ${SECTIONS.slice(0, -1).join(', ')} and ${SECTIONS.at(-1)!}`;
}

/** A section that was skipped comes to life by it: only a change of case and blanks is made without asking. */
function fixOf(group: Group): Fix | undefined {
  const [{ meant, home, isRespelling }] = group;
  if (!meant || home) return undefined;
  return {
    title: `Rename it to ${meant}`,
    safety: isRespelling ? 'safe' : 'unsafe',
    edits: group.map(({ key }) => replaceWritten(key, meant)),
  };
}
