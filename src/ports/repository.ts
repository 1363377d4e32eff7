import type { FileSystem } from './file-system.js';

/** The commit that last changed a line. */
export interface LineChange {
  /** Its id. */
  readonly commit: string;
  /** When its author made it, as `2027-03-01`. */
  readonly date: string;
  /** Whether no more of the history is known, so that the line may be older. */
  readonly isOrEarlier: boolean;
}

/** A git repository, of which everything is read and nothing is run. Each call may throw GitError. */
export interface Repository {
  /** Absolute path of the folder of its working tree. */
  readonly root: string;
  /** What would be committed now. */
  readonly index: () => FileSystem;
  /** Where the history of HEAD parted from that of another commit; without files for HEAD itself before the first commit. */
  readonly mergeBase: (ref: string) => FileSystem;
  /** Whether git would take a file into a commit: it is in the index, or it is not ignored. */
  readonly isKnown: (path: string) => boolean;
  /** The last changes of lines (from 0) that a file has in HEAD; a line of which nothing is known is not there. */
  readonly lastChanges: (path: string, lines: readonly number[]) => ReadonlyMap<number, LineChange>;
  /**
   * Does something that reads many files of the index or of commits, which are fetched together. It is done several
   * times, until all that it reads is there: until then, texts are empty.
   */
  readonly fetching: <T>(action: () => T) => T;
}

/** What git could not do, as a sentence. */
export class GitError extends Error {
  override readonly name = 'GitError';
}
