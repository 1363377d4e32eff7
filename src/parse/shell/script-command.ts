import type { Place } from '../../source/index.js';
import type { SimpleCommand } from './simple-command.js';
import type { Redirection } from './syntax/syntax.js';
import type { Word } from './word.js';

/** A simple command with what decides whether it runs, and whether its failure matters. */
export interface ScriptCommand extends SimpleCommand {
  /** From its first word to its last. */
  readonly place: Place;
  readonly redirections: readonly Redirection[];
  /** What must come about before it runs, the outermost first. */
  readonly guards: readonly Guard[];
  /**
   * Whether the whole text fails for certain where this command runs and fails: it comes last, `set -e` is in force, or
   * `|| exit 1` follows. Never in a condition, negated, before `||`, in the background, in a loop's last place, in a
   * function, or in a pipe but last (`pipefail` apart).
   */
  readonly isFailureFatal: boolean;
  readonly isInBackground: boolean;
  /** Which of its ends a pipe is connected to. */
  readonly pipe: 'in' | 'out' | 'both' | undefined;
  /** The function in whose body it is. */
  readonly functionName: string | undefined;
  /** The arms of `if` and `case` around it, the outermost first. */
  readonly branches: readonly Branch[];
  /** The shells of their own around it, the outermost first: what it changes there ends there. */
  readonly subshells: readonly number[];
}

/** A condition on the way to a command. */
export interface Guard {
  /** `test`: a command that must succeed or fail; `loop`: once for each turn; `case`: a pattern that must fit. */
  readonly kind: 'test' | 'loop' | 'case';
  /** The command that decides, where it is one. */
  readonly command?: SimpleCommand;
  /** The command whose output it reads from a pipe, where it is one. */
  readonly input?: SimpleCommand;
  /** Whether that command must succeed. */
  readonly expected?: boolean;
  /** Whether it is what an `if` asks, and not a command before `&&` or `||`. */
  readonly isAsked?: true;
  /** What a `for` goes through, its variable first; what a `case` looks at. */
  readonly words?: readonly Word[];
  /** The patterns of all arms of a `case`, and the index of the one that must fit. */
  readonly arms?: readonly { readonly patterns: readonly Word[] }[];
  readonly arm?: number;
}

/** One of the alternatives of a compound command. */
export interface Branch {
  readonly statement: number;
  readonly arm: number;
}
