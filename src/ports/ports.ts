import type { ArchiveEntry } from '../model/project.js';
import type { Formatter } from '../report/formatter.js';
import type { FileSystem } from './file-system.js';
import type { LanguageClient } from './language-client.js';

/** What a file has to hold, and what it will. */
export interface Replacing {
  readonly before: string;
  readonly after: string;
}

/** A file that does not exist yet. */
export interface NewFile {
  readonly text: string;
  readonly isExecutable: boolean;
}

/** What a write does to a file. */
export type WriteKind = 'create' | 'replace' | 'delete';

/** Takes a write back. Throws WriteError where the file is not what was written any more. */
export type Undo = () => void;

/** Work for several threads. */
export interface ThreadWork {
  /** The input of each thread: plain data. */
  readonly job: unknown;
  /** How many items there are in the job. */
  readonly items: number;
  /** How many threads work on it; undefined for one per processor. */
  readonly threads: number | undefined;
}

/** Threads at work. */
export interface Threads<Answer> {
  /** What came of an item; without an answer and a loss where it was not finished and may be tried again. */
  readonly outcomeOf: (item: number) => Promise<{ readonly answer?: Answer; readonly lost?: LostItem }>;
  /** Ends what is still at work. */
  readonly close: () => void;
}

/** Why the thread ended that worked on an item. */
export interface LostItem {
  /** The memory that was not enough; undefined where the thread ended in another way. */
  readonly megabytes?: number | undefined;
  readonly error: unknown;
}

/** Everything through which a run touches the world. */
export interface Ports {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Absolute path of eblint's own package, which holds the pages of the rules. */
  readonly packageFolder: string;
  /** The date, as `2027-03-01`. */
  readonly today: () => string;
  /** The time of day, as `14:05:09`. */
  readonly timeOfDay: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: {
    readonly isTTY: boolean;
    /** The width of a terminal; undefined where it is not known. */
    readonly columns?: number | undefined;
    write(text: string): void;
  };
  /** Whether the terminal after `stdout` makes links of OSC 8 sequences. */
  readonly supportsHyperlinks: () => Promise<boolean>;
  readonly stderr: { readonly isTTY?: boolean; write(text: string): void };
  /** Standard input: whether a person types there, and all its text. `read` throws ReadError. */
  readonly stdin: { readonly isTTY: boolean; read(): Promise<string> };
  /** The line that a person at the terminal answers with; undefined where the input ends. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly files: FileSystem;
  /** The paths that a glob pattern matches. The library for it is loaded when a pattern is given. */
  readonly expandGlob: (pattern: string, cwd: string) => Promise<readonly string[]>;
  /** The git repository that a folder is in. Throws GitError. */
  readonly openRepository: (folder: string) => Promise<Repository>;
  /** A zip archive. Throws ReadError. */
  readonly openArchive: (path: string) => Promise<OpenArchive>;
  /** Sees nothing until it has something to watch. */
  readonly openWatcher: (events: WatcherEvents) => Promise<Watcher>;
  /** Speaks with an editor on standard input and output, which nothing else uses from then on. */
  readonly openLanguageClient: () => Promise<LanguageClient>;
  /** Starts threads; undefined where that is not possible. */
  readonly openThreads: <Answer>(work: ThreadWork) => Promise<Threads<Answer> | undefined>;
  /** Calls `stop` when the user wants a run that goes on to end; what it returns ends that. */
  readonly onStop: (stop: () => void) => Promise<() => void>;
  /** Calls `stop` at the first Ctrl-C; the next one ends the process. What it returns ends that. */
  readonly onInterrupt: (stop: () => void) => Promise<() => void>;
  /** The default export of an installed package, looked up from the working directory, or of a file; undefined where there is none. */
  readonly loadFormatter: (request: string) => Promise<Formatter | undefined>;
  /** Throws WriteError where nothing may be written, whatever its text: outside of a project, through a link, or into version control. */
  readonly checkPlace: (path: string, root: string) => void;
  /**
   * Whether a write may be tried. Throws WriteError where it would be refused, as far as that is known without writing.
   */
  readonly checkWrite: (kind: WriteKind, path: string, root: string) => void;
  /** Replaces the text of a file inside a project, whole or not at all, where it still is what it was. Throws WriteError. */
  readonly replaceFile: (path: string, text: Replacing, root: string) => Undo;
  /** Makes a new file inside a project, whole or not at all, with the folders above it. Throws WriteError, also where it exists. */
  readonly createFile: (path: string, file: NewFile, root: string) => Undo;
  /** Deletes a file inside a project where its text still is what it was. Throws WriteError. */
  readonly deleteFile: (path: string, before: string, root: string) => Undo;
  /** Removes what runs that were killed left of `replaceFile` among some files; returns the paths of what it removed. */
  readonly removeStaleTemporaries: (paths: readonly string[], root: string) => readonly string[];
  /** Writes a report into what the path names, or into a new file. Throws WriteError. */
  readonly writeReport: (path: string, text: string) => void;
  /** Writes at the end of a file, unless that becomes larger than `maxBytes`. Throws WriteError. */
  readonly appendReport: (path: string, text: string, maxBytes: number) => void;
  /** Sets environment variables, or deletes them where undefined, before a formatter is loaded that reads them. */
  readonly setEnvironment: (variables: Readonly<Record<string, string | undefined>>) => void;
}

/** 0: no errors · 1: errors, or too many warnings · 2: could not run. */
export type ExitCode = 0 | 1 | 2;

/** Sees changes on the disk. Paths are absolute, links followed. */
export interface Watcher {
  /** Sees from now on when a path appears, changes or disappears; it need not exist. */
  watch(path: string): void;
  /** Sees from now on when anything directly in a folder appears, changes or disappears. */
  watchFolder(path: string): void;
  close(): void;
}

/** What a watcher tells. */
export interface WatcherEvents {
  /** Something that is watched may differ. What is asked for again after that is watched again. */
  readonly onChange: () => void;
  /** Not all can be watched. */
  readonly onFailure: (error: WatchError) => void;
}

/** A path that could not be watched; `reason` is a clause. */
export class WatchError extends Error {
  constructor(path: string, reason: string) {
    super(`Cannot watch ${path}: ${reason}.`);
    this.name = 'WatchError';
  }
}

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

/** An archive of which the list of files has been read. */
export interface OpenArchive {
  /** In bytes. */
  readonly size: number;
  readonly entries: readonly OpenArchiveEntry[];
}

export interface OpenArchiveEntry extends ArchiveEntry {
  /** The text of a `link` is its target. */
  readonly kind: 'file' | 'folder' | 'link';
  /** Its permissions; undefined where the archiver noted none. */
  readonly mode?: number | undefined;
  /**
   * Unpacks this one file.
   * @param path how to call it
   * @throws SizeError for one of more than `maxBytes`, ReadError for one that cannot be unpacked
   */
  readonly read: (path: string, maxBytes?: number) => string;
}

/** Ports whose standard output is still the terminal or the file that it is, and writes in another way. */
export const withStdout = (ports: Ports, write: (text: string) => void): Ports => ({
  ...ports,
  stdout: {
    get isTTY() {
      return ports.stdout.isTTY;
    },
    get columns() {
      return ports.stdout.columns;
    },
    write,
  },
});
