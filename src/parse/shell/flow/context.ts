import type { Branch, Guard, ScriptCommand } from '../script-command.js';
import type { SimpleCommand } from '../simple-command.js';

/** What a shell of its own knows: changes end with it. */
export interface Shell {
  /** The numbers of the shells around it, and its own. */
  readonly path: readonly number[];
  errexit: boolean;
  pipefail: boolean;
  /** Whether its failure is the failure of the text. */
  readonly isFatal: boolean;
}

/** Where a statement or command is, and what decides about it there. */
export interface Context {
  readonly shell: Shell;
  /** Its failure is the failure of the text. */
  readonly isFatal: boolean;
  /** `set -e` does not look here: in a condition, before `&&`, after `!`. */
  readonly isExempt: boolean;
  readonly guards: readonly Guard[];
  readonly branches: readonly Branch[];
  readonly isInBackground: boolean;
  readonly pipe: ScriptCommand['pipe'];
  readonly functionName: string | undefined;
}

/** Around a whole script. */
export const contextOf = (text: string): Context => ({
  shell: shellOf(text),
  isFatal: true,
  isExempt: false,
  guards: [],
  branches: [],
  isInBackground: false,
  pipe: undefined,
  functionName: undefined,
});

const SHEBANG = /^#![^\n]*sh[ \t]+-(\w+)/;

/** The shell that runs a script: its first line may have options for it. */
function shellOf(text: string): Shell {
  const flags = SHEBANG.exec(text)?.[1] ?? '';
  return { path: [], errexit: flags.includes('e'), pipefail: false, isFatal: true };
}

/** Changes the options of a shell as a command says: `set -e`, `set -euo pipefail`, `set +e`. */
export function setOptions(shell: Shell, { words }: SimpleCommand): void {
  if (words[0]?.text !== 'set') return;
  for (const [index, { text }] of words.entries()) {
    if (text === '--') return;
    const flags = /^([-+])(\w+)$/.exec(text);
    if (!flags) continue;
    const isOn = flags[1] === '-';
    const option = text.endsWith('o') ? words[index + 1]?.text : undefined;
    if (text.includes('e') || option === 'errexit') shell.errexit = isOn;
    if (option === 'pipefail') shell.pipefail = isOn;
  }
}

/** In a shell of its own, whose number is `id`. */
export const inSubshell = (context: Context, isFatal: boolean, id: number): Context => ({
  ...context,
  isFatal,
  shell: { ...context.shell, isFatal, path: [...context.shell.path, id] },
});

export const inBackground = (context: Context, id: number): Context => ({
  ...inSubshell(context, false, id),
  isInBackground: true,
});

/** In the body of a function. Where it is called from is another matter: nothing is sure of its failure. */
export const inFunction = (context: Context, functionName: string, id: number): Context => ({
  ...inSubshell(context, false, id),
  functionName,
});

/** In the place of a test: a failure decides what runs. */
export const inCondition = (context: Context): Context => ({ ...context, isFatal: false, isExempt: true });

/** Where these conditions must come about as well. */
export const guarded = (context: Context, guards: readonly Guard[], isFatal: boolean): Context => ({
  ...context,
  isFatal,
  guards: [...context.guards, ...guards],
});

/** In a part of a pipe. */
export const inPipe = (context: Context, isIn: boolean, isOut: boolean): Context => ({
  ...context,
  pipe: pipeOf(context.pipe, isIn, isOut),
});

function pipeOf(around: ScriptCommand['pipe'], isIn: boolean, isOut: boolean): ScriptCommand['pipe'] {
  const hasIn = isIn || around === 'in' || around === 'both';
  const hasOut = isOut || around === 'out' || around === 'both';
  if (hasIn && hasOut) return 'both';
  if (hasIn) return 'in';
  return hasOut ? 'out' : undefined;
}
