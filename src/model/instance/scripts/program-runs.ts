import type { ScriptCommand, ShellScript } from '../../../parse/shell/script.js';
import { substitutionsIn } from '../../../parse/shell/script.js';
import { unwrapCommand } from '../../../parse/shell/unwrap-command.js';
import type { Word } from '../../../parse/shell/word.js';
import { isDecisive, mustSucceed } from './failure.js';
import type { InstanceScript } from './instance-script.js';

/** A program that a script runs, also one whose output it puts into a word. */
export interface ProgramRun {
  /** Without its folder. */
  readonly program: Word;
  readonly args: readonly Word[];
  /** Whether the deployment fails for certain if the program does. */
  readonly isDecisive: boolean;
  /** Whether it runs under a condition only, or something else runs where it fails. */
  readonly isConditional: boolean;
}

/** Substitutions within substitutions, as far as anybody writes them. */
const MAX_DEPTH = 6;

export const programRuns = (script: InstanceScript): ProgramRun[] => {
  const isNeeded = mustSucceed(script);
  return [
    ...runsIn(script.script, (commands) => isNeeded && isDecisive(script, commands), 0),
    ...(script.test ? runsIn(script.test, () => false, 0) : []),
  ];
};

type Decides = (commands: readonly ScriptCommand[]) => boolean;

function runsIn(script: ShellScript, decides: Decides, depth: number): ProgramRun[] {
  const alternatives = new Set(script.commands.flatMap(failedBefore));
  return script.commands.flatMap((command) => [
    ...unwrapCommand(command).flatMap(({ program, args, commands }) =>
      program
        ? [
            {
              program,
              args,
              isDecisive: decides(commands),
              isConditional: command.guards.some(isCondition) || alternatives.has(command.words),
            },
          ]
        : [],
    ),
    ...(depth < MAX_DEPTH ? partsOf(command).flatMap((part) => runsIn(part, () => false, depth + 1)) : []),
  ]);
}

const partsOf = ({ words, assignments, redirections }: ScriptCommand): ShellScript[] =>
  [...words, ...assignments.map(({ value }) => value), ...redirections.map(({ target }) => target)].flatMap(
    substitutionsIn,
  );

const isCondition = ({ kind, command, expected }: ScriptCommand['guards'][number]): boolean =>
  kind === 'case' || expected === false || (command !== undefined && LOOKS.has(command.words[0]?.text ?? ''));

/** Programs that only look. */
const LOOKS: ReadonlySet<string> = new Set([
  ...['[', '[[', 'test', 'command', 'which', 'type', 'hash', 'grep', 'egrep', 'rpm'],
]);

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
        kind === 'test' && expected === false && command ? [command.words] : [],
      );
