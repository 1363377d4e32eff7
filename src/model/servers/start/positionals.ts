import type { Word } from '../../../parse/shell/word.js';

/** What a script or a function finds in `$1`, `$2` and so on: as many as the text tells. */
export interface Positionals {
  readonly words: readonly Word[];
  /** Whether there are no others. */
  readonly isComplete: boolean;
}

export const UNKNOWN_POSITIONALS: Positionals = { words: [], isComplete: false };

/** The arguments up to the first that the shell might split into several or drop. */
export function positionalsOf(args: readonly Word[]): Positionals {
  const open = args.findIndex(({ kind }) => kind === 'dynamic');
  return { words: open === -1 ? args : args.slice(0, open), isComplete: open === -1 };
}

/** What `$1` stands for; empty where nothing was given. Undefined for any other name, and where the text does not tell. */
export function positional(name: string, { words, isComplete }: Positionals): string | undefined {
  if (!/^[1-9]\d?$/.test(name)) return undefined;
  return words[Number(name) - 1]?.text ?? (isComplete ? '' : undefined);
}
