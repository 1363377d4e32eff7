import type { ExpandGlob } from '../discover/find-projects.js';
import type { FileSystem } from './file-system.js';
import type { OpenArchive } from './open-archive.js';
import type { Repository } from './repository.js';
import type { Watcher, WatcherEvents } from './watcher.js';
import type { Formatter } from '../report/formatter.js';

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
  /** What each thread is told: plain data. */
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
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: {
    readonly isTTY: boolean;
    /** The width of a terminal; undefined where it is not known. */
    readonly columns?: number | undefined;
    write(text: string): void;
  };
  /** Whether the terminal after `stdout` makes links of OSC 8 sequences. */
  readonly supportsHyperlinks: () => Promise<boolean>;
  readonly stderr: { write(text: string): void };
  /** Standard input: whether a person types there, and all its text. `read` throws ReadError. */
  readonly stdin: { readonly isTTY: boolean; read(): Promise<string> };
  readonly files: FileSystem;
  readonly expandGlob: ExpandGlob;
  /** The git repository that a folder is in. Throws GitError. */
  readonly openRepository: (folder: string) => Promise<Repository>;
  /** A zip archive. Throws ReadError. */
  readonly openArchive: (path: string) => Promise<OpenArchive>;
  /** Sees nothing until it is told what to watch. */
  readonly openWatcher: (events: WatcherEvents) => Promise<Watcher>;
  /** Starts threads; undefined where that is not possible. */
  readonly openThreads: <Answer>(work: ThreadWork) => Promise<Threads<Answer> | undefined>;
  /** Calls `stop` when the user wants a run that goes on to end; what it returns ends that. */
  readonly onStop: (stop: () => void) => Promise<() => void>;
  /** The default export of an installed package, looked up from the working directory, or of a file; undefined where there is none. */
  readonly loadFormatter: (request: string) => Promise<Formatter | undefined>;
  /** Whether a write may be tried. Throws WriteError where it would be refused, as far as that can be told without writing. */
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
