/**
 * What a path leads to, links followed. `special`: a device, socket or pipe, which is never opened. `outside link`: a link
 * in an archive that leads out of it, which is never followed.
 */
export type PathKind = 'file' | 'folder' | 'special' | 'broken link' | 'outside link' | 'missing';

/** One entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  /** `link` is not followed here: ask `kindOf`. */
  readonly kind: PathKind | 'link';
}

/** What `FileSystem.isExecutable` answers. */
export type ExecutePermission = boolean | 'unproven' | undefined;

/** The port through which all files are seen. Paths are absolute. */
export interface FileSystem {
  kindOf(path: string): PathKind;
  /** The entries of a folder, by name. Throws ReadError. */
  list(folder: string): readonly FolderEntry[];
  /**
   * The text of a file, read as UTF-8.
   * @throws SizeError for a file of more than `maxBytes`, ReadError for one that cannot be read
   */
  read(path: string, maxBytes?: number): string;
  /** A path with all links followed. Throws ReadError where it leads nowhere. */
  realPath(path: string): string;
  /**
   * Whether a file has execute permission where it is deployed from here; undefined where nothing proves it, as on
   * Windows or in a folder that lost its modes on the way. `unproven`: it does not, and no git says that modes are kept:
   * another file that has it would prove it. Absent where no mode is ever known.
   */
  isExecutable?(path: string): ExecutePermission;
}

/** Why a file cannot be read whose name is no text; each of its bytes is U+FFFD in the paths here. */
export const NO_UTF8_NAME = 'its name is not UTF-8';

/** A path that could not be read; `reason` is a clause such as `permission denied`. */
export class ReadError extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`Cannot read ${path}: ${reason}.`);
    this.name = 'ReadError';
  }
}

/** A file that is too large to be read. */
export class SizeError extends ReadError {
  constructor(path: string, maxBytes: number) {
    super(path, `it is larger than ${maxBytes / 2 ** 20} MiB`);
    this.name = 'SizeError';
  }
}

/** A file that could not be written. */
export class WriteError extends Error {
  constructor(
    path: string,
    readonly reason: string,
  ) {
    super(`Cannot write ${path}: ${reason}.`);
    this.name = 'WriteError';
  }
}
