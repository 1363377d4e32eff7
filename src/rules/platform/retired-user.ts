import { fileEntries, groupEntries, userEntries } from '../../model/bundle/config-files.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { type ScalarNode, scalarsOf } from '../../parse/index.js';
import type { Word } from '../../parse/shell/word.js';
import { textAt } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { baseName } from '../../util/paths.js';
import type { Edit, Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { replaceWritten } from '../support/replace-value.js';

export const retiredUserRule: Rule = {
  meta: {
    summary: 'A command or a file belongs to a user that no supported platform has',
    why: 'On Amazon Linux 1, the Python platform ran the application as the user "wsgi", and Node.js as "nodejs". Supported platforms run it as "webapp". A command that names the other user fails ("chown: invalid user: \'wsgi\'"), and with it the deployment.',
    consequence: 'deploy-fails',
    references: ['guide:custom-platforms-scripts', 'guide:https-singleinstance-python'],
    claimsAbsence: true,
  },
  *check(project) {
    const isMade = madeBy(project);
    for (const script of liveScripts(project))
      if (namesRetiredUser(script.text)) yield* inScript(script, isMade);
    for (const { kind, name } of ownersIn(project)) {
      const retired = retiredUser(name.text);
      if (!retired || isMade(name.text)) continue;
      yield {
        at: name.place,
        message: `${kind} "${name.text}" does not exist on supported platforms`,
        help: `Use \`${retired.successor}\`.`,
        warnsBecause: 'milder',
        ...fixOf('migration', titleFor(retired), replaceWritten(name, retired.successor)),
      };
    }
  },
};

function* inScript(script: InstanceScript, isMade: (name: string) => boolean): Generator<Finding> {
  for (const run of programRuns(script)) {
    const { program, isDecisive, isConditional } = run;
    const named = userNamedIn(run);
    if (!named || isConditional) continue;
    const name = namesIn(named).find((each) => retiredUser(each) && !isMade(each));
    const retired = name && retiredUser(name);
    if (!retired) continue;
    yield {
      at: named.place,
      message: `${describeScript(script)} needs ${program.text === 'chgrp' ? 'group' : 'user'} "${name}", which no supported platform has`,
      help: `Use \`${retired.successor}\`.`,
      ...fixOf('migration', titleFor(retired), replaceName(named, name, retired)),
      ...(!isDecisive && { warnsBecause: 'error-ignored' as const }),
    };
  }
}

/** The user or group to which a program gives something, or as whom it runs. */
function userNamedIn({ program, args, command: { words } }: ProgramRun): Word | undefined {
  if (OWNED.has(program.text)) return args.find(({ text }) => !text.startsWith('-'));
  const at = words.findIndex(({ text }) => CHANGES_USER.has(baseName(text)));
  const [flag, user] = at === -1 ? [] : words.slice(at + 1);
  return flag && /^(?:-u|--user)$/.test(flag.text) ? user : undefined;
}

const CHANGES_USER: ReadonlySet<string> = new Set(['runuser', 'sudo']);

const titleFor = ({ successor }: RetiredUser): string => `Use ${successor}`;

/** The user, the group, or both; none where the text does not show them as they are. */
function replaceName({ text, place }: Word, name: string, { successor }: RetiredUser): Edit | undefined {
  if (textAt(place) !== text) return undefined;
  const now = text.replaceAll(/[^:.]+/g, (part) => (part === name ? successor : part));
  return { ...place, text: now };
}

/** Programs whose first operand is a user, a group, or both. */
const OWNED: ReadonlySet<string> = new Set(['chgrp', 'chown']);

const namesIn = ({ text }: Word): string[] => text.split(/[:.]/);

/** The users and groups that entries of `files` and `users` name. */
const ownersIn = (project: Project): { kind: string; name: ScalarNode }[] => [
  ...fileEntries(project).flatMap(({ owner, group }) => [
    ...scalarsOf(owner).map((name) => ({ kind: 'User', name })),
    ...scalarsOf(group).map((name) => ({ kind: 'Group', name })),
  ]),
  ...userEntries(project).flatMap(({ groups }) => scalarsOf(groups).map((name) => ({ kind: 'Group', name }))),
];

/** Whether the project makes a user or a group itself. */
function madeBy(project: Project): (name: string) => boolean {
  const made = new Set([...userEntries(project), ...groupEntries(project)].map(({ name }) => name.text));
  for (const { text } of scripts(project))
    for (const [, name = ''] of text.matchAll(/\b(?:user|group)add\b[^\n;&|]*\s(\w+)/g)) made.add(name);
  return (name) => made.has(name);
}

/** A user of the application, and its group, that older platforms had and supported ones do not have. */
interface RetiredUser {
  /** The user of supported platforms, with a group of the same name. */
  readonly successor: string;
  readonly source: string;
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';

/** By name; each had a group of the same name. */
const USERS: Readonly<Record<string, RetiredUser>> = {
  // The Node.js and the Python platform of Amazon Linux 1; `AppUser` of `get-config platformconfig` is `webapp`.
  nodejs: { successor: 'webapp', source: `${GUIDE}/custom-platforms-scripts.html` },
  wsgi: { successor: 'webapp', source: `${GUIDE}/custom-platforms-scripts.html` },
};

const retiredUser = (name: string): RetiredUser | undefined => lookUp(USERS, name);

/** A fast check before a script is parsed. */
const namesRetiredUser = (text: string): boolean => Object.keys(USERS).some((name) => text.includes(name));
