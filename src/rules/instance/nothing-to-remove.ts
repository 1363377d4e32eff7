import { writtenFiles } from '../../model/bundle/config-files.js';
import type { Doubt } from '../../model/doubt.js';
import { isDecisive, isGuarded, mustSucceed } from '../../model/execution/failure.js';
import { describeScript, type InstanceScript, isBeforeStart } from '../../model/execution/instance-script.js';
import { liveText } from '../../model/execution/live-text.js';
import { wordUses } from '../../model/execution/path-uses.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Place } from '../../source/index.js';
import { MAX_SEARCHED_FILES } from '../../util/limits.js';
import { baseName } from '../../util/paths.js';
import { word } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const nothingToRemove: Rule = {
  meta: {
    summary: 'A command removes or stops something that a new instance does not have',
    why: 'The first deployment to an instance finds neither the temporary files of a deployment before nor processes of the application. There, rm without -f and pkill fail ("rm: cannot remove \'/tmp/assets\': No such file or directory"), and with them the deployment; a new environment does not start at all.',
    consequence: 'deploy-fails',
    references: [
      'guide:customize-containers-ec2#linux-container-commands',
      'https://www.gnu.org/software/coreutils/manual/html_node/rm-invocation.html',
      'https://man7.org/linux/man-pages/man1/pgrep.1.html',
    ],
    yieldsTo: ['platform/retired-service'],
  },
  needs: word('rm', 'rmdir', 'unlink', 'pkill', 'killall'),
  *check(project) {
    // Scripts that the project writes or brings may run at any time.
    const before: Before[] = [
      ...Array.from(writtenFiles(project), (text) => ({ text, at: undefined })),
      ...scripts(project).flatMap((script) =>
        script.stage === undefined || script.origin === 'side-file'
          ? [{ text: liveText(script), at: script.name.place }]
          : [],
      ),
    ];
    let left = MAX_SEARCHED_FILES;
    const isWithinBudget = () => left-- > 0;
    for (const script of scripts(project)) {
      if (mustSucceed(script) && script.isShell && script.origin !== 'confighook') {
        yield* removals(script, before, isWithinBudget);
        if (isBeforeStart(script.stage)) yield* stops(script);
      }
      before.push({ text: liveText(script), at: script.name.place });
    }
  },
};

function* removals(
  script: InstanceScript,
  before: readonly Before[],
  isWithinBudget: () => boolean,
): Generator<Finding> {
  if (!/\brm(?:dir)?\b|\bunlink\b/.test(script.text)) return;
  for (const use of wordUses(script.script)) {
    const { word, commands } = use;
    const path = word.text;
    if (use.use !== 'removes' || !isDecisive(script, commands) || isGuarded(script, use, path)) continue;
    const isBackup = BACKUP.test(path);
    const isTemporary = word.kind === 'literal' && TEMPORARY.test(path);
    if (!isBackup && !(isTemporary && isWithinBudget())) continue;
    yield {
      doubt: isBackup ? undefined : makerOf(path, script, before),
      at: word.place,
      message: `${describeScript(script)} fails on a new instance, which has no ${path}`,
      help: 'Use `rm -rf`.',
    };
  }
}

/** What Elastic Beanstalk keeps of a file that `files` writes again: not before there was one. */
const BACKUP = /^\/etc\/cron\.d\/\*?[\w-]*\.bak$/;

/** Folders that are empty on a new instance. */
const TEMPORARY = /^\/(?:var\/)?tmp\/[\w@.+/-]+$/;

/** What comes before and may have made it: it names it, or unpacks or copies something there. */
function makerOf(path: string, script: InstanceScript, before: readonly Before[]): Doubt | undefined {
  const name = baseName(path.replace(/\/$/, ''));
  const text = liveText(script);
  const start = { text: text.slice(0, text.indexOf(path)), at: script.name.place };
  const maker = [...before, start].find(
    (one) => one.text.includes(name) || (one.text.includes('tmp') && UNPACKS.test(one.text)),
  );
  return maker && { reason: 'this may make it before', at: maker.at };
}

/** What comes before a command. */
interface Before {
  readonly text: string;
  readonly at: Place | undefined;
}

const UNPACKS = /\b(?:aws|cp|docker|git|mv|rsync|tar|unzip|npm|pip\d?|python\d?|make)\b/;

function* stops(script: InstanceScript): Generator<Finding> {
  if (!/\b(?:pkill|killall)\b/.test(script.text)) return;
  for (const { program, args, isDecisive: isFatal, isConditional } of programRuns(script)) {
    if (!STOPS.has(program.text) || !isFatal || isConditional || args.length === 0) continue;
    if (
      args.some(
        ({ text }) => RUNNING.test(text) || /^(?:-q|--quiet|-0|-l|--list|--help|-V|--version)$/.test(text),
      )
    )
      continue;
    yield {
      at: program.place,
      message: `${describeScript(script)} fails where ${program.text} finds no process`,
      // With -f, pkill would end a shell whose command line holds the pattern.
      help: script.origin === 'command' ? 'Add `ignoreErrors: true`.' : 'Append `|| true`.',
    };
  }
}

/** Processes that an image may have from the beginning. */
const RUNNING = /\b(?:httpd|nginx|docker|dockerd|java|tomcat\d*|rsyslogd|crond|sshd|amazon\S*)\b/;

const STOPS: ReadonlySet<string> = new Set(['pkill', 'killall']);
