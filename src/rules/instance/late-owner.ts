import { isUserOfInstance } from '../../knowledge/instance/users.js';
import { fileEntries, groupEntries, userEntries } from '../../model/bundle/config-files.js';
import { hasNewVersion, type InstanceScript } from '../../model/execution/instance-script.js';
import { programRuns } from '../../model/execution/program-runs.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { scalarsOf } from '../../parse/index.js';
import type { Word } from '../../parse/shell/word.js';
import { firstOfEach, groupBy } from '../../util/collections.js';
import { compareBytes } from '../../util/compare.js';
import { word } from '../on.js';
import type { Rule } from '../rule.js';

export const lateOwner: Rule = {
  meta: {
    summary: 'A file of the section files belongs to a user that a later step creates',
    why: 'Each configuration file is processed section by section: groups, users, files, then commands, and container commands and hooks come after all of them. On a new instance the owner of the file does not exist when the file is written, and the deployment fails. On an instance that had the user before, it works.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2',
      'aws:AWSCloudFormation/latest/TemplateReference/aws-resource-init',
    ],
    claimsAbsence: true,
  },
  needs: word('adduser', 'groupadd', 'useradd'),
  *check(project) {
    const creations = creationsIn(project);
    if (creations.size === 0) return;
    for (const { owner, group, name: file } of fileEntries(project))
      // A user comes with a group of the same name.
      for (const name of firstOfEach([...scalarsOf(owner), ...scalarsOf(group)], ({ text }) => text)) {
        const created = creations.get(name.text) ?? [];
        const [first] = created;
        if (!first || !created.every(({ script }) => isAfter(script, name.place.file.name))) continue;
        const kind = created.every(({ program }) => program.text === 'groupadd') ? 'group' : 'user';
        yield {
          at: name.place,
          message: `The ${kind} "${name.text}" does not exist yet when ${file.text} is written`,
          help: `Write \`${name.text}: {}\` below \`${kind}s:\` in this file, and delete the command that creates it.`,
          related: [{ at: first.program.place, note: 'created here' }],
          // What is created only where it is missing may be part of a package.
          ...(created.every(({ isIfMissing }) => isIfMissing) && { warnsBecause: 'may-not-run' as const }),
        };
      }
  },
};

interface Creation {
  readonly script: InstanceScript;
  readonly program: Word;
  /** Whether something is asked before. */
  readonly isIfMissing: boolean;
}

/** What scripts create users and groups, by the name of these; none of those that a section creates. */
function creationsIn(project: Project): ReadonlyMap<string, readonly Creation[]> {
  const bySection = new Set([...userEntries(project), ...groupEntries(project)].map(({ name }) => name.text));
  const creations = scripts(project)
    .filter(({ isShell, text }) => isShell && CREATES.test(text))
    .flatMap((script) =>
      programRuns(script).map(({ program, args, isConditional, command }) => ({
        ...{ script, program, args },
        isIfMissing: isConditional || script.test !== undefined || command.guards.length > 0,
      })),
    );
  return groupBy(creations, ({ program, args }) => {
    const name = CREATES.test(program.text) ? args.at(-1) : undefined;
    return name?.kind === 'literal' && !bySection.has(name.text) && !isUserOfInstance(name.text)
      ? [name.text]
      : [];
  });
}

const CREATES = /\b(?:adduser|groupadd|useradd)\b/;

/** Whether a script runs after the section `files` of a configuration file: these files are processed in the order of their names. */
const isAfter = ({ stage, name }: InstanceScript, file: string): boolean =>
  stage === 'commands' ? compareBytes(name.place.file.name, file) >= 0 : hasNewVersion(stage);
