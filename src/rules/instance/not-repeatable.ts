import { isDecisive, mustSucceed } from '../../model/instance/scripts/failure.js';
import { describeScript, type InstanceScript } from '../../model/instance/scripts/instance-script.js';
import { workingFolders } from '../../model/instance/scripts/working-folders.js';
import { invocationsOf, type Invocation } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { literalText } from '../../source/index.js';
import { WordIndex } from '../../util/word-index.js';
import type { Rule } from '../rule.js';

export const notRepeatable: Rule = {
  meta: {
    id: 'instance/not-repeatable',
    summary: 'A command makes something that already exists at the next deployment',
    why: 'Commands run again at each deployment to the same instance. There, mkdir without -p, ln without -f, useradd and mkfs find what they made before and fail ("mkdir: cannot create directory: File exists"), and with them the deployment.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://www.gnu.org/software/coreutils/manual/html_node/mkdir-invocation.html',
      'https://www.gnu.org/software/coreutils/manual/html_node/ln-invocation.html',
    ],
    since: '0.1.0',
  },
  *check({ scripts, settings }) {
    if (NEW_INSTANCES.has(literalText(settings.effective(...DEPLOYMENT_POLICY)?.value))) return;
    for (const script of scripts) {
      if (!mustSucceed(script) || script.origin === 'confighook' || !MAKES.test(script.text)) continue;
      const mayClear = clearedBy(script);
      for (const invocation of invocationsOf(script.script)) {
        const made = madeOnce(invocation, folderOf(script, invocation));
        if (!made || !isDecisive(script, invocation.commands) || mayClear(made.word.text)) continue;
        yield {
          at: made.word.place,
          message: `${describeScript(script)} fails at the next deployment, when ${made.word.text} ${made.how}`,
          help: made.help,
        };
      }
    }
  },
};

const DEPLOYMENT_POLICY = ['aws:elasticbeanstalk:command', 'DeploymentPolicy'] as const;

/** Each deployment has instances of its own. */
const NEW_INSTANCES: ReadonlySet<string | undefined> = new Set(['Immutable', 'TrafficSplitting']);

const MAKES = /\b(?:mkdir|ln|useradd|adduser|groupadd|addgroup|mkfs)\b/;

interface Made {
  readonly word: Word;
  readonly how: string;
  readonly help: string;
}

const EXISTS = 'already exists';

/** What a program makes that it cannot make twice. */
function madeOnce({ program, args }: Invocation, folder: string): Made | undefined {
  const flags = args.filter(({ text }) => text.startsWith('-')).map(({ text }) => text);
  const operands = args.filter(({ text }) => !text.startsWith('-'));
  const last = operands.at(-1);
  if (!program || last?.kind !== 'literal') return undefined;
  const has = (pattern: RegExp) => flags.some((flag) => pattern.test(flag));
  if (program.text === 'mkdir' && !has(/^-[a-z]*p|^--parents/) && isKept(folder, last.text))
    return { word: last, how: EXISTS, help: 'Use `mkdir -p`.' };
  if (
    program.text === 'ln' &&
    operands.length === 2 &&
    !has(/^-[a-z]*f|^--force/) &&
    isKept(folder, last.text)
  )
    return { word: last, how: EXISTS, help: 'Use `ln -sfn`.' };
  if (/^(?:user|group)add$/.test(program.text) && !has(/^-[a-z]*f|^--force/))
    return { word: last, how: EXISTS, help: 'Use `users` or `groups`, or test first with `id` or `getent`.' };
  if (/^mkfs(?:\.|$)/.test(program.text))
    return { word: last, how: 'is in use', help: 'Add a `test`, such as `! blkid DEVICE`.' };
  return undefined;
}

/** The folder of the new version is made anew each time, and with it what lies in it. */
const isKept = (folder: string, path: string): boolean =>
  /^\/(?!var\/app\/(?:staging|current)\/)/.test(path.startsWith('/') ? path : folder && `${folder}/${path}`);

/** The absolute folder in which a command runs, where the script says it; empty where it does not. */
const folderOf = (script: InstanceScript, { commands: [command] }: Invocation): string =>
  (command && workingFolders(script).get(command)) ?? '';

const CLEARS = /\b(?:rm|unlink|umount|userdel|groupdel)\b/;

/** Whether the script may remove a path, before or after it makes it: all that follows the first removal is searched. */
function clearedBy({ text }: InstanceScript): (path: string) => boolean {
  const at = text.search(CLEARS);
  const cleared = new WordIndex(at === -1 ? [] : [text.slice(at)], (rest) => rest);
  return (path) => cleared.mayName(path);
}
