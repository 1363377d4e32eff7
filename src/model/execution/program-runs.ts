import type { ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import { loopHeads, substitutionsIn } from '../../parse/shell/script.js';
import { unwrapCommand, type VariableScope } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { isConditional, SERVICE_TOOLS } from './conditions.js';
import { isDecisive, mustSucceed } from './failure.js';
import type { InstanceScript } from './instance-script.js';

/** Command substitutions in each other, where programs are looked for. */
const MAX_PROGRAM_SUBSTITUTION_DEPTH = 6;

/** A program that a script runs, also one whose output it puts into a word. */
export interface ProgramRun {
  /** Without its folder. */
  readonly program: Word;
  /** Every word that names a program on the way to it, with its folder. */
  readonly programs: readonly Word[];
  readonly args: readonly Word[];
  /** The variables that are set only for it. */
  readonly scope: VariableScope;
  /** Whether the deployment fails for certain if the program does. */
  readonly isDecisive: boolean;
  /** Whether it runs under a condition only, or something else runs where it fails. */
  readonly isConditional: boolean;
  /** The command that it is in. */
  readonly command: ScriptCommand;
  /** The command of the text, and those of the scripts of `sh -c` in it down to this program. */
  readonly commands: readonly ScriptCommand[];
}

export const programRuns = oncePer((script: InstanceScript): readonly ProgramRun[] => {
  const isNeeded = mustSucceed(script);
  return [
    ...runsIn(script.script, {
      isDecisive: (commands) => isNeeded && isDecisive(script, commands),
      isConditional: (commands) => isConditional(script, commands),
    }),
    ...(script.test ? runsIn(script.test, OF_A_TEST) : []),
  ];
});

interface Judgment {
  readonly isDecisive: (commands: readonly ScriptCommand[]) => boolean;
  readonly isConditional: (commands: readonly ScriptCommand[]) => boolean;
}

const OF_A_TEST: Judgment = { isDecisive: () => false, isConditional: () => false };

function runsIn(script: ShellScript, judgment: Judgment, depth = 0): ProgramRun[] {
  const alternatives = new Set(script.commands.flatMap(failedBefore));
  const partsIn = (command: ScriptCommand): ProgramRun[] =>
    depth < MAX_PROGRAM_SUBSTITUTION_DEPTH
      ? partsOf(command).flatMap((part) => runsIn(part, inPart(judgment, command), depth + 1))
      : [];
  const runs = script.commands.flatMap((command) => [
    ...unwrapCommand(command).flatMap(({ program, programs, args, scope, commands }) =>
      program
        ? [
            {
              ...{ program, programs, args, scope, commands, command: commands.at(-1) ?? command },
              isDecisive: judgment.isDecisive(commands),
              isConditional: judgment.isConditional(commands) || alternatives.has(command.words),
            },
          ]
        : [],
    ),
    ...partsIn(command),
  ]);
  return [...runs, ...loopHeads(script).flatMap(partsIn)];
}

/** A failure inside of a substitution is no failure of the command around it. */
const inPart = ({ isConditional }: Judgment, around: ScriptCommand): Judgment => ({
  isDecisive: () => false,
  isConditional: (commands) => isConditional([around, ...commands]),
});

const partsOf = ({ words, assignments, redirections }: ScriptCommand): ShellScript[] =>
  [...words, ...assignments.map(({ value }) => value), ...redirections.map(({ target }) => target)].flatMap(
    substitutionsIn,
  );

/** Programs that do nothing in place of one that failed. */
const EXCUSES: ReadonlySet<string> = new Set([
  ':',
  'echo',
  'exit',
  'false',
  'logger',
  'printf',
  'return',
  'true',
]);

/** The words of the commands that this one runs in place of. */
const failedBefore = ({ words, guards }: ScriptCommand): (readonly Word[])[] =>
  EXCUSES.has(words[0]?.text ?? '')
    ? []
    : guards.flatMap(({ kind, command, expected }) =>
        kind === 'test' && expected === false && command && !isSecondTry(words, command.words)
          ? [command.words]
          : [],
      );

/** Whether two commands say something to the same service: `service a restart || service a start`. */
const isSecondTry = (words: readonly Word[], before: readonly Word[]): boolean => {
  const program = baseName(words[0]?.text ?? '');
  return (
    (SERVICE_TOOLS.has(program) || ACTIONS.has(program)) && withoutAction(words) === withoutAction(before)
  );
};

/** Upstart has a program of each of the first names. */
const ACTIONS: ReadonlySet<string> = new Set(['start', 'restart', 'stop', 'reload', 'condrestart']);

const withoutAction = (words: readonly Word[]): string =>
  words
    .map(({ text }) => baseName(text))
    .filter((text) => !ACTIONS.has(text))
    .join(' ');

/** What the system itself has to start; undefined where an interpreter reads a file. */
export function startedProgram({ programs }: ProgramRun): Word | undefined {
  const isStarted = programs.slice(0, -1).every(({ text }) => RUNS_ANOTHER.has(text));
  return isStarted ? programs.at(-1) : undefined;
}

/** Programs that run another one as a shell would; an interpreter only reads it. */
const RUNS_ANOTHER: ReadonlySet<string> = new Set([
  ...['command', 'dumb-init', 'env', 'exec', 'nice', 'nohup', 'setsid', 'sudo', 'time', 'timeout', 'tini'],
]);
