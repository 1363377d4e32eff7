import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { scripts } from '../../model/scripts/scripts.js';
import { excludeOneAnother, type ScriptCommand, type ShellScript } from '../../parse/shell/script.js';
import { type Assignment, assignmentOf } from '../../parse/shell/simple-command.js';
import { partitionPoint } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import type { EachRule } from '../rule.js';

/** Lines of one script that set the home of Composer. */
const MAX_HOME_EXPORTS = 20;

export const composerHomeAtSelfUpdate: EachRule<InstanceScript> = {
  meta: {
    summary: 'Composer updates itself while COMPOSER_HOME is set',
    why: 'Since the platform versions of February 2024, the update of Composer fails if COMPOSER_HOME is set when it runs, and with it the deployment. AWS names the combined command as one that fails. The environment property COMPOSER_HOME is not set in commands, so it does no harm there.',
    consequence: 'deploy-fails',
    references: [
      'guide:php-configuration-composerupdate',
      'aws:elasticbeanstalk/latest/relnotes/release-2024-02-22-al2023',
    ],
  },
  each: scripts,
  *check(script) {
    if (!script.text.includes(HOME)) return;
    for (const run of programRuns(script)) {
      const home = isSelfUpdate(run) && homeBefore(run, script);
      if (!home) continue;
      yield {
        at: run.program.place,
        message: `${describeScript(script)} updates Composer while ${HOME} is set`,
        help: run.args.some(({ text }) => /^\d/.test(text))
          ? `Delete \`${HOME}=${home.value.text}\`.`
          : `Delete \`${HOME}=${home.value.text}\`, and name a version, such as \`/usr/bin/composer.phar self-update 2.7.0\`.`,
        related: [{ at: home.name.place, note: 'set here' }],
        ...((run.isConditional || !run.isDecisive) && { warnsBecause: 'error-ignored' }),
      };
    }
  },
};

const HOME = 'COMPOSER_HOME';

/** By the name that Composer has on the PHP platform, also as a script that PHP runs. */
function isSelfUpdate({ program, args }: ProgramRun): boolean {
  const words = program.text === 'php' ? args : [program, ...args];
  const at = words.findIndex(({ text }) => baseName(text) === 'composer.phar');
  const isProgram = program.text === 'php' || at === 0;
  return isProgram && at !== -1 && /^self-?update$/.test(words[at + 1]?.text ?? '');
}

/** Where the variable is set for a run; undefined where it may be empty, set anew or removed on the way. */
function homeBefore({ command, scope }: ProgramRun, { script }: InstanceScript): Assignment | undefined {
  const { start } = command.place.span;
  const upTo = partitionPoint(script.commands, ({ place }) => place.span.start <= start);
  // A command in a substitution is a part of the one around it.
  const outer = script.commands[upTo - 1] ?? command;
  const { exports, removal } = changesIn(script);
  if ((removal !== -1 && removal < upTo) || exports.length > MAX_HOME_EXPORTS) return undefined;
  const shared = scope.isClosed ? [] : exports.filter(({ command }) => isSeenBy(command, outer));
  const homes = [...shared.map(({ home }) => home), ...scope.assignments];
  const home = homes.findLast(({ name }) => name.value === HOME);
  return home?.value.text === '' ? undefined : home;
}

/** What a script does to the variables of its shell. */
const changesIn = oncePer((script: ShellScript) => ({
  exports: exportsIn(script),
  /** The index of the first command that may remove one; -1 where none does. */
  removal: script.commands.findIndex(isRemoval),
}));

const isRemoval = ({ words }: ScriptCommand): boolean =>
  words.some(
    ({ text }, index) =>
      text === 'unset' ||
      (text === 'env' && words[index + 1]?.text === '-u') ||
      (text === 'sudo' && !words.some((word) => /^(?:-E|--preserve-env.*)$/.test(word.text))),
  );

/**
 * Whether what a command changes in its shell reaches another one: it comes before, and is not in a shell, a function or an
 * alternative of its own.
 */
const isSeenBy = (earlier: ScriptCommand, later: ScriptCommand): boolean =>
  earlier.place.span.start < later.place.span.start &&
  earlier.subshells.every((shell, index) => later.subshells[index] === shell) &&
  !excludeOneAnother(earlier, later);

interface Export {
  readonly command: ScriptCommand;
  readonly home: Assignment;
}

/** Where a script exports the variable, with its value or only by its name. */
function exportsIn({ commands }: ShellScript): readonly Export[] {
  let last: Assignment | undefined;
  return commands.flatMap((command) => {
    const { words, assignments } = command;
    if (words.length === 0) last = assignments.findLast(({ name }) => name.value === HOME) ?? last;
    if (!EXPORTS.test(words.map(({ text }) => text).join(' '))) return [];
    const set = words.flatMap((word) => assignmentOf(word) ?? []).findLast(({ name }) => name.value === HOME);
    const home = set ?? (words.some(({ text }) => text === HOME) ? last : undefined);
    return home ? [{ command, home }] : [];
  });
}

const EXPORTS = /^(?:export(?! -n)|(?:declare|typeset) -\w*x)\b/;
