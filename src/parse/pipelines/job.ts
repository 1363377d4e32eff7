import type { Value } from '../../source/index.js';
import type { Place } from '../../source/index.js';
import type { MappedText } from '../shell/word.js';

/** What one machine of a build service does with a checkout of the repository, or what a script does: steps in order. */
export interface Job {
  /** Made when they are asked for: many jobs may begin with the same long list. */
  steps(): Iterable<Step>;
  /** A job of GitHub that runs on a machine of GitHub's own, and may not ask for a token that says who it is. */
  readonly isWithoutIdToken?: {
    /** The permissions that do not name it; undefined where there are none. */
    readonly permissions: Place | undefined;
  };
}

export type Step = CommandsStep | ActionStep | HandOverStep;

/** Commands for a shell. */
export interface CommandsStep {
  readonly kind: 'commands';
  readonly text: MappedText;
  /** The folder that they begin in, below the checkout; undefined where it is not known. */
  readonly folder: string | undefined;
  /** They go on in the folder that the commands before them ended in. */
  readonly isContinued?: true;
}

/** A ready-made part: a GitHub action, a pipe of Bitbucket, a provider of Travis CI. */
export interface ActionStep {
  readonly kind: 'action';
  readonly name: string;
  readonly place: Place;
  readonly inputs: ReadonlyMap<string, Value>;
}

/** Files that a job keeps for later ones, or takes from earlier ones. */
export interface HandOverStep {
  readonly kind: 'keep' | 'take';
  readonly place: Place;
  /** Under which name; empty for all that is kept. */
  readonly name: string;
  /** Patterns of what is kept. */
  readonly paths: readonly string[];
  /** What has a name that begins with a dot, or is in such a folder, is not kept, even if it is listed. */
  readonly dropsHidden: boolean;
}
