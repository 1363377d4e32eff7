import type { Doubt } from '../../model/doubt.js';
import { isAfterExit } from '../../model/execution/conditions.js';
import { isDecisive, mustSucceed } from '../../model/execution/failure.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { liveText } from '../../model/execution/live-text.js';
import { workingFolders } from '../../model/execution/working-folders.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf, type Platform } from '../../model/platform/platform.js';
import { scripts } from '../../model/scripts/scripts.js';
import { settings } from '../../model/settings/settings.js';
import type { ScriptCommand } from '../../parse/shell/script.js';
import { type Invocation, invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { WordIndex } from '../../util/word-index.js';
import { word } from '../on.js';
import type { Rule } from '../rule.js';

export const notRepeatable: Rule = {
  meta: {
    summary: 'A command makes something that already exists at the next deployment',
    why: 'Commands run again at each deployment to the same instance. There, mkdir without -p, ln without -f, useradd, mkfs, swapon and git clone find what they made before and fail ("mkdir: cannot create directory: File exists"), and with them the deployment.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-commands',
      'https://www.gnu.org/software/coreutils/manual/html_node/mkdir-invocation.html',
      'https://www.gnu.org/software/coreutils/manual/html_node/ln-invocation.html',
      'https://man7.org/linux/man-pages/man2/swapon.2.html',
      'https://git-scm.com/docs/git-clone',
    ],
    needsPlatform: true,
  },
  needs: word('mkdir', 'ln', 'useradd', 'adduser', 'groupadd', 'mkfs', 'swapon', 'clone'),
  *check(project) {
    const policy = settings(project).effective(...DEPLOYMENT_POLICY)?.value;
    // One that is not known may be one of these.
    if (policy && (policy.kind !== 'literal' || NEW_INSTANCES.has(policy.text))) return;
    const clearing = clearedBy(scripts(project));
    for (const script of scripts(project)) {
      if (!mustSucceed(script) || script.origin === 'confighook' || !MAKES.test(script.text)) continue;
      for (const invocation of invocationsOf(script.script)) {
        const made = madeOnce(invocation, folderOf(script, invocation, platform(project)));
        if (!made || !isDecisive(script, invocation.commands)) continue;
        const { word, name, how, help } = made;
        // What the script looks at before may tell that it has run already.
        if (isAfterExit(script.script, invocation.commands)) continue;
        if (movedBy(script).has(name)) continue;
        yield {
          doubt: clearing(name, made.program),
          at: word.place,
          message: `${describeScript(script)} fails at the next deployment, when ${name} ${how}`,
          help,
        };
      }
    }
  },
};

const DEPLOYMENT_POLICY = ['aws:elasticbeanstalk:command', 'DeploymentPolicy'] as const;

/** Each deployment has instances of its own. */
const NEW_INSTANCES: ReadonlySet<string> = new Set(['Immutable', 'TrafficSplitting']);

const MAKES = /\b(?:mkdir|ln|useradd|adduser|groupadd|mkfs|swapon|clone)\b/;

interface Made {
  readonly program: string;
  readonly word: Word;
  readonly name: string;
  readonly how: string;
  readonly help: string;
}

/** A program that cannot make twice what its last operand names. */
interface Maker {
  readonly program: RegExp;
  /** The flags with which it can, or with which it does something else. */
  readonly unless?: RegExp;
  /** What else must be true of its operands. */
  readonly isMade?: (operands: readonly Word[]) => boolean;
  /** What it makes, where that is not the text of its last operand. */
  readonly nameOf?: (last: string) => string;
  /** Whether it makes a file or folder, which may be one of those that are made anew. */
  readonly isPath?: true;
  readonly how: string;
  readonly help: (made: string) => string;
}

const EXISTS = 'already exists';

const MAKERS: readonly Maker[] = [
  {
    program: /^mkdir$/,
    unless: /^-[a-z]*p|^--parents/,
    isPath: true,
    how: EXISTS,
    help: () => 'Use `mkdir -p`.',
  },
  {
    program: /^ln$/,
    unless: /^-[a-z]*f|^--force/,
    isMade: ({ length }) => length === 2,
    isPath: true,
    how: EXISTS,
    help: () => 'Use `ln -sfn`.',
  },
  {
    program: /^(?:useradd|adduser|groupadd)$/,
    unless: /^-[a-z]*[Df]|^--(?:force|defaults)/,
    how: EXISTS,
    help: () => 'Use `users` or `groups`, or test first with `id` or `getent`.',
  },
  {
    program: /^mkfs(?:\.|$)/,
    how: 'is in use',
    help: () => 'Add a `test`, such as `! blkid DEVICE`.',
  },
  {
    program: /^swapon$/,
    unless: /^-[a-z]*[as]|^--(?:all|summary|show)/,
    isMade: ({ length }) => length === 1,
    how: 'is in use',
    help: (made) => `Add a \`test\`, such as \`! grep -q ${made} /proc/swaps\`.`,
  },
  {
    program: /^git$/,
    isMade: isClone,
    nameOf: folderOfClone,
    isPath: true,
    how: 'is not empty',
    help: () => 'Remove it first, or use `git -C` and `pull` where it exists.',
  },
];

/** What a program makes that it cannot make twice. */
function madeOnce({ program, args }: Invocation, folder: string): Made | undefined {
  const isFlag = ({ text }: Word): boolean => text.startsWith('-');
  const operands = args.filter((word) => !isFlag(word));
  const word = operands.at(-1);
  if (!program || word?.kind !== 'literal') return undefined;
  const maker = MAKERS.find((one) => one.program.test(program.text));
  if (!maker || args.some((arg) => isFlag(arg) && maker.unless?.test(arg.text))) return undefined;
  const name = maker.nameOf?.(word.text) ?? word.text;
  if (maker.isMade?.(operands) === false || (maker.isPath && !isKept(folder, name))) return undefined;
  return { program: program.text, word, name, how: maker.how, help: maker.help(name) };
}

/** `git clone REPOSITORY` or `git clone REPOSITORY FOLDER`, with a folder that is not mistaken for a repository. */
function isClone([command, ...operands]: readonly Word[]): boolean {
  const [before = '', last = ''] = ['', ...operands.map(({ text }) => text)].slice(-2);
  return command?.text === 'clone' && (REPOSITORY.test(last) || REPOSITORY.test(before)) && last !== '.';
}

const REPOSITORY = /:|\.git$/;

/** Without a name of its own it is that of the repository. */
function folderOfClone(last: string): string {
  return REPOSITORY.test(last) ? baseName(last).replace(/\.git$/, '') : last;
}

/** The folder of the new version is made anew each time, and with it what lies in it. */
const isKept = (folder: string, path: string): boolean =>
  /^\/(?!var\/app\/(?:staging|current)\/)/.test(
    path.startsWith('/') ? path : folder && `${folder.replace(/\/$/, '')}/${path}`,
  );

/** The absolute folder in which a command runs, where the script or its kind says it; empty where they do not. */
function folderOf(script: InstanceScript, { commands: [command] }: Invocation, platform: Platform): string {
  const folder = command && workingFolders(script).get(command);
  return folder ?? (osOf(platform) === 'linux' && command && commandsInRoot(script).has(command) ? '/' : '');
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands: `cwd` */
const commandsInRoot = oncePer(
  ({ stage, cwd, script: { commands } }: InstanceScript): ReadonlySet<ScriptCommand> => {
    if (stage !== 'commands' || cwd) return new Set();
    const entry = commands.findIndex(({ words }) => /^(?:cd|pushd)$/.test(words[0]?.text ?? ''));
    return new Set(entry === -1 ? commands : commands.slice(0, entry + 1));
  },
);

const CLEARS = /\b(?:rm|unlink|umount|userdel|groupdel|swapoff)\b/;

/** It ends the use of every swap file. */
const ENDS_ALL_SWAP = /\bswapoff\s+(?:-\w+\s+)*(?:-\w*a|--all)\b/;

/** Whether a script may remove a path, before or after another makes it: all that follows the first removal is searched. */
function clearedBy(scripts: readonly InstanceScript[]): (path: string, maker: string) => Doubt | undefined {
  const endsAllSwap = scripts.find((script) => ENDS_ALL_SWAP.test(liveText(script)));
  const clearing = scripts.flatMap((script) => {
    const text = liveText(script);
    const at = text.search(CLEARS);
    return at === -1 ? [] : [{ script, text: text.slice(at) }];
  });
  const cleared = new WordIndex(clearing, ({ text }) => text);
  return (path, maker) => {
    const script =
      maker === 'swapon' && endsAllSwap ? endsAllSwap : (cleared.naming(path) ?? clearing)[0]?.script;
    return script && { reason: 'this may remove it before', at: script.name.place };
  };
}

/** The paths that a script moves away. */
const movedBy = oncePer(
  ({ script }: InstanceScript): ReadonlySet<string> =>
    new Set(
      invocationsOf(script).flatMap(({ program, args }) =>
        program?.text === 'mv' ? args.slice(0, -1).map(({ text }) => text) : [],
      ),
    ),
);
