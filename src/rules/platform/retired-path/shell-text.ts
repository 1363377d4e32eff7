import {
  parseScript,
  scriptOfArguments,
  type Guard,
  type ScriptCommand,
  type ShellScript,
} from '../../../parse/shell/script.js';
import type { MappedText, Word } from '../../../parse/shell/word.js';

/** What a text says to a shell. */
export interface ShellText {
  /** Every word, the targets of redirections included; comments are left out. */
  readonly words: readonly Word[];
  /** The files behind `>` and its like. */
  readonly targets: readonly Word[];
  readonly commands: readonly ScriptCommand[];
  /** Those of the commands whose failure is for sure the failure of the whole text, as far as nothing tests before them. */
  readonly decisive: readonly ScriptCommand[];
}

export const readShellText = (text: MappedText): ShellText => shellTextOf(parseScript(text));

/** What the list form of a command says: the words of one command, without a shell. */
export const readArguments = ([first, ...others]: readonly MappedText[]): ShellText =>
  first
    ? shellTextOf(scriptOfArguments(first, [first, ...others]))
    : { words: [], targets: [], commands: [], decisive: [] };

const shellTextOf = ({ words, redirections, commands }: ShellScript): ShellText => ({
  words,
  targets: redirections.map(({ target }) => target),
  commands,
  decisive: commands.filter(
    (command, index) =>
      command.guards.every(isStep) && (command.isFailureFatal || endsShell(command, commands[index + 1])),
  ),
});

/** A shell ends at once where it cannot read a file in. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#dot */
const READS_IN: ReadonlySet<string> = new Set(['.', 'source']);

/** Whether a command reads a file in, and nothing takes care of its failure. */
const endsShell = ({ words, guards, subshells }: ScriptCommand, next: ScriptCommand | undefined): boolean =>
  READS_IN.has(words[0]?.text ?? '') &&
  guards.length === 0 &&
  subshells.length === 0 &&
  next?.separatorBefore !== '||' &&
  next?.separatorBefore !== '|';

const TESTS: ReadonlySet<string> = new Set(['[', '[[', 'test']);

/** Whether a condition is only a command in front of `&&`, which looks at nothing. */
const isStep = ({ kind, command, expected }: Guard): boolean =>
  kind === 'test' && expected === true && command !== undefined && !TESTS.has(command.words[0]?.text ?? '');
