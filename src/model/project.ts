import type { SupportedGeneration } from '../knowledge/platform/platforms.js';
import type { SourceFile } from '../source/index.js';

/**
 * One Elastic Beanstalk application root, the folder that would be zipped and deployed. What its files mean are facts, see
 * `fact.ts`: functions of the project, exported from the folder of their subject.
 */
export interface Project {
  /** All that is in the folder, be it deployed or not. */
  readonly files: ProjectFiles;
  readonly options: ProjectOptions;
}

export interface ProjectOptions {
  /** A platform name that overrules what the project's files say. */
  readonly platform?: string | undefined;
  /** A generation that overrules the one of the platform: the one to which a project is to move. */
  readonly generation?: SupportedGeneration | undefined;
  /** What is known to exist though the catalogue does not list it. */
  readonly policy?: KnownOptions | undefined;
  /** What the user says of its environments. */
  readonly environment?: NamedEnvironment | undefined;
  /** Whether its files change while what is known of it is kept: it is the one of a `ChangingProject`. */
  readonly isChanging?: true | undefined;
  /** Measures how long facts take. */
  readonly measure?: Measure | undefined;
}

/** Options that exist though the catalogue does not list them; without an option, whether a namespace has any. */
export interface KnownOptions {
  isKnownOption(namespace: string, option?: string): boolean;
}

/** Calls a function and returns what it returns; calls may be nested. */
export type Measure = <T>(name: string, compute: () => T) => T;

/** A project with what its facts are computed from. Nothing is read or parsed before a fact is asked for. */
export const readProject = (files: ProjectFiles, options: ProjectOptions = {}): Project => ({
  files,
  options,
});

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
  /** Whether that is what git has, or an archive, rather than the disk; absent where it is not known. */
  readonly isInGit?: ((name: string) => boolean) | undefined;
  /** The archive that the project lies in; left out where it is a folder. */
  readonly archive?: Archive | undefined;
  /** The EB CLI's `config.yml` files that govern this project, strongest first; they may lie above the root. */
  readonly ebCliConfigs: readonly SourceFile[];
  /** What describes the environments that it is deployed to; undefined where nothing does. */
  readonly environments?: ProjectEnvironments | undefined;
}

/** What a user says of the environments of a project: absolute paths of the files that describe them, and their names. */
export type NamedEnvironment =
  | 'elsewhere'
  | {
      readonly paths: readonly string[];
      readonly names?: readonly string[];
      /** The user names the files on the command line: they may be anywhere. */
      readonly isFlag?: true;
    };

/** Where the environments of a project are described, outside of `.ebextensions`. */
export interface ProjectEnvironments {
  /** They may lie above the root. */
  readonly files: readonly ProjectFile[];
  /** The names of those that are intended; undefined where all are. */
  readonly names?: readonly string[] | undefined;
  /** A file that describes environments, of this project or of another one. */
  readonly unclear?: ProjectFile | undefined;
  /** No file describes them: the user says so. */
  readonly isElsewhere?: true | undefined;
}

/** An archive that would be uploaded as it is, and in which the project lies. */
export interface Archive {
  /** The archive itself, as a place for findings; its text is empty. */
  readonly file: SourceFile;
  /** In bytes. */
  readonly size: number;
  readonly entries: readonly ArchiveEntry[];
}

export interface ArchiveEntry {
  /** As the archive has it; that of a folder ends with a slash. */
  readonly name: string;
  /** Why programs unpack it differently, or not at all. */
  readonly faults?: ReadonlySet<ArchiveFault>;
}

export type ArchiveFault =
  | 'encrypted'
  /** The list of the archive and what is before the content contradict each other. */
  | 'differing-headers'
  /** There is nothing where the list says that its content is. */
  | 'missing-content'
  /** Its content is also that of another entry. */
  | 'overlapping'
  /** Programs write it under different names. */
  | 'unclear-name'
  /** It is a link or a label to some programs only. */
  | 'unclear-kind'
  | 'impossible-size'
  | 'unknown-method';

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
