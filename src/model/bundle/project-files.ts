import type { SourceFile } from '../../source/index.js';
import type { Archive } from './archive.js';

/** A file that lies in a project, by its path below the root with forward slashes. */
export type ProjectFile =
  /** Read: its text is known. */
  | { readonly name: string; readonly path: string; readonly source: SourceFile }
  /**
   * Could not be read, or is not a file where one belongs; `unreadable` is the reason, as a clause for a message.
   * `isLeftOut`: it could be, but is beyond the limits of this linter.
   */
  | {
      readonly name: string;
      readonly path: string;
      readonly unreadable: string;
      readonly isLeftOut?: true;
    }
  /** Known to exist; nothing in it concerns Elastic Beanstalk, or it is too large a piece of data or script to be read. */
  | { readonly name: string; readonly path: string };

/** What a linter is given of one project: no file system, no working directory. */
export interface ProjectFiles {
  /** Absolute path of the project's root. */
  readonly root: string;
  readonly files: readonly ProjectFile[];
  /** The names of the folders in the root; undefined where they are not known. */
  readonly folders?: readonly string[] | undefined;
  /**
   * What is in a folder below the root, by its path without a slash at the end: empty for the root, undefined where that
   * is not known. Asked for a few folders only.
   */
  readonly kindsIn?: ((folder: string) => ReadonlyMap<string, string> | undefined) | undefined;
  /** The text of a file that is known by its name only, by its path below the root. Asked for a few files only. */
  readonly textOf?: ((name: string) => string | undefined) | undefined;
  /** Whether a file, by its path below the root, has execute permission; undefined where nothing proves it. */
  readonly isExecutable?: ((name: string) => boolean | undefined) | undefined;
  /** The archive that the project lies in; left out where it is a folder. */
  readonly archive?: Archive | undefined;
  /** The EB CLI's `config.yml` files that govern this project, strongest first; they may lie above the root. */
  readonly ebCliConfigs: readonly SourceFile[];
}

/**
 * The EB CLI's files below a root, the stronger first.
 * https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/core/fileoperations.py)
 */
export const EB_CLI_CONFIGS: readonly string[] = [
  '.elasticbeanstalk/config.yml',
  '.elasticbeanstalk/config.global.yml',
];

/** The text of a file by its path below the root; undefined where it is not there, or has not been read. */
export function sourceNamed(name: string, files: readonly ProjectFile[]): SourceFile | undefined {
  const file = files.find((candidate) => candidate.name === name);
  return file && 'source' in file ? file.source : undefined;
}
