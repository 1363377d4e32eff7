import { isUserOfInstance } from '../../knowledge/instance/users.js';
import { fileEntries, groupEntries, packageEntries, userEntries } from '../../model/bundle/config-files.js';
import type { Doubt } from '../../model/doubt.js';
import type { Fact } from '../../model/fact.js';
import { platform } from '../../model/platform/find-platform.js';
import { hasOwnImage } from '../../model/platform/has-own-image.js';
import { osOf } from '../../model/platform/platform.js';
import { saidByScript } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { type FileEntry, type ScalarNode, scalarsOf } from '../../parse/index.js';
import type { EachRule, Finding } from '../rule.js';

/** The files whose owner or group is not one of an instance. */
const filesOfOthers: Fact<readonly FileEntry[]> = (project) =>
  fileEntries(project).filter(({ owner, group }) =>
    [...scalarsOf(owner), ...scalarsOf(group)].some(({ text }) => !isUserOfInstance(text)),
  );

export const unknownOwner: EachRule<FileEntry> = {
  meta: {
    summary: 'A file of the section files belongs to a user that no instance has',
    why: 'The owner and the group of a file have to exist when it is written. If they do not, the deployment fails: "deployer is not a valid user name". The rule is silent where the project installs packages, which may create users.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-files',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-init',
    ],
    claimsAbsence: true,
    yieldsTo: ['instance/late-owner', 'platform/retired-user'],
  },
  each: filesOfOthers,
  *check({ name: file, owner, group }, project) {
    if (osOf(platform(project)) === 'windows') return;
    const users = unknownIn(scalarsOf(owner), userEntries(project));
    const known = new Set(users.map(({ text }) => text));
    const groups = unknownIn(scalarsOf(group), [...userEntries(project), ...groupEntries(project)]);
    for (const user of users) yield finding('user', user, file.text, project);
    for (const one of groups) if (!known.has(one.text)) yield finding('group', one, file.text, project);
  },
};

const unknownIn = (
  names: readonly ScalarNode[],
  made: readonly { readonly name: ScalarNode }[],
): ScalarNode[] =>
  names.filter(
    ({ text, valueKind }) =>
      valueKind === 'literal' &&
      text !== '' &&
      !isUserOfInstance(text) &&
      !made.some(({ name }) => name.text === text),
  );

const finding = (
  kind: 'group' | 'user',
  { text, place }: ScalarNode,
  file: string,
  project: Project,
): Finding => ({
  at: place,
  message: `No ${kind} "${text}" exists when ${file} is written`,
  help: `Write \`${text}: {}\` below \`${kind}s:\` in this file, or use \`webapp\`.`,
  doubt: doubtOf(project),
});

/** What may create users before files are written. */
function doubtOf(project: Project): Doubt | undefined {
  if (hasOwnImage(project)) return { reason: 'the instances have an image of their own', at: undefined };
  const at =
    packageEntries(project)[0]?.name.place ??
    saidByScript(/\b(?:dnf|rpm|yum)\b|\b(?:group|user)add\b|\badduser\b/, project);
  return at && { reason: 'this may create users', at };
}
