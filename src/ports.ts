import type { ExpandGlob } from './io/find-projects.js';
import type { FileSystem } from './io/file-system.js';
import type { Formatter } from './report/formatter.js';

/** Everything through which a run touches the world. */
export interface Ports {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { readonly isTTY: boolean; write(text: string): void };
  readonly stderr: { write(text: string): void };
  readonly files: FileSystem;
  readonly expandGlob: ExpandGlob;
  /** The default export of an installed package, looked up from the working directory; undefined where there is none. */
  readonly loadFormatter: (packageName: string) => Promise<Formatter | undefined>;
  /** Writes a report into what the path names, or into a new file. Throws WriteError. */
  readonly writeReport: (path: string, text: string) => void;
  /** Replaces the text of a file inside a project, whole or not at all. Throws WriteError. */
  readonly replaceFile: (path: string, text: string, root: string) => void;
  /** Sets environment variables, or deletes them where undefined, before a formatter is loaded that reads them. */
  readonly setEnvironment: (variables: Readonly<Record<string, string | undefined>>) => void;
}

/** 0: no errors · 1: errors, or too many warnings · 2: could not run. */
export type ExitCode = 0 | 1 | 2;
