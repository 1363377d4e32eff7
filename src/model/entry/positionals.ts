import type { Word } from '../../parse/shell/word.js';

/** What a script or a function finds in `$1`, `$2` and so on: as many as the text tells. */
export interface Positionals {
  readonly words: readonly Word[];
  /** Whether there are no others. */
  readonly isComplete: boolean;
  /** The value of `$0`, where that is no name of a script. */
  readonly zero?: Word;
}

export const UNKNOWN_POSITIONALS: Positionals = { words: [], isComplete: false };

/** The arguments up to the first that the shell might split into several or drop. */
export function positionalsOf(args: readonly Word[]): Positionals {
  const open = args.findIndex(({ kind }) => kind === 'dynamic');
  return { words: open === -1 ? args : args.slice(0, open), isComplete: open === -1 };
}

/** The value of `$1`; empty where nothing was given. Undefined for any other name, and where the text does not tell. */
export function positional(name: string, { words, isComplete, zero }: Positionals): string | undefined {
  if (name === '0') return zero?.text;
  if (!/^[1-9]\d?$/.test(name)) return undefined;
  return words[Number(name) - 1]?.text ?? (isComplete ? '' : undefined);
}

/** What `sh -c` gives to its commands: the first word after them is `$0`. */
export function positionalsOfShell(words: readonly Word[]): Positionals {
  const at = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  const [zero, ...rest] = at === -1 ? [] : words.slice(at + 2);
  const isKnown = at !== -1 && zero?.kind !== 'dynamic';
  return isKnown ? { ...positionalsOf(rest), ...(zero && { zero }) } : UNKNOWN_POSITIONALS;
}
