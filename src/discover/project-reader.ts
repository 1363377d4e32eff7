import { join } from 'node:path';
import { isConfigFile } from '../model/bundle/config-file-name.js';
import { isReadInRoot, mustBeRead } from '../model/bundle/read-files.js';
import type { ProjectFile } from '../model/project.js';
import {
  type FileSystem,
  type FolderEntry,
  NO_UTF8_NAME,
  type PathKind,
  ReadError,
  SizeError,
} from '../ports/file-system.js';
import { SourceFile } from '../source/index.js';
import {
  MAX_FILE_BYTES,
  MAX_FOLDER_DEPTH,
  MAX_PROJECT_CHARACTERS,
  MAX_PROJECT_ENTRIES,
  MAX_PROJECT_FILES,
} from '../util/limits.js';
import { lazily } from '../util/memo.js';
import { folderOf } from '../util/paths.js';
import { isInside } from './is-inside.js';

type ReachedKind = PathKind | 'leaving link';

const REASONS: Partial<Record<ReachedKind, string>> = {
  folder: 'it is a folder, but must be a file',
  special: 'it is neither a file nor a folder',
  'broken link': 'it is a broken link',
  'outside link': 'it is a link that leads out of the archive',
  'leaving link': 'it is a link that leads out of the repository',
  missing: 'no such file or folder',
};

const TOO_MUCH = `the project's configuration has more than ${MAX_PROJECT_FILES} files, ${MAX_PROJECT_ENTRIES} entries of folders or ${MAX_PROJECT_CHARACTERS / 2 ** 20} MiB of text, and not all was read`;

const NO_FOLDER = 'it is a file, but must be a folder';

/** How a folder was come to: how many folders below `.ebextensions` or `.platform`, and whether through a link. */
interface Way {
  readonly depth: number;
  readonly isLinked: boolean;
}

/** Reads files of one project, as far as the limits go. Names are paths below its root, with forward slashes. */
export class ProjectReader {
  constructor(
    readonly root: string,
    readonly files: FileSystem,
    /** The folder that nothing is read outside of. */
    readonly top: string,
  ) {}

  /** What has been read so far. */
  #files = 0;
  #entries = 0;
  #characters = 0;

  get #isFull(): boolean {
    return (
      this.#files >= MAX_PROJECT_FILES ||
      this.#entries >= MAX_PROJECT_ENTRIES ||
      this.#characters >= MAX_PROJECT_CHARACTERS
    );
  }

  rootFile({ name, kind }: FolderEntry): ProjectFile[] {
    if (isReadInRoot(name)) return this.file(name, this.kindOf(name, kind));
    return kind === 'folder' ? [] : [this.unread(name)];
  }

  /** All files of `.ebextensions` or `.platform`. */
  markerFolder({ name, kind: entryKind }: FolderEntry): ProjectFile[] {
    const kind = this.kindOf(name, entryKind);
    if (kind !== 'folder') return [this.#unreadable(name, REASONS[kind] ?? NO_FOLDER)];
    const files = this.#folder(name, { depth: 0, isLinked: false });
    return this.#isFull ? [...files, this.#leftOut(name, TOO_MUCH)] : files;
  }

  /** The files of a folder and of those in it, unread. */
  names(name: string, depth = 0): ProjectFile[] {
    return this.list(name).flatMap(({ name: own, kind }) => {
      const inner = `${name}/${own}`;
      if (kind !== 'folder') return [this.unread(inner)];
      return depth < MAX_FOLDER_DEPTH ? this.names(inner, depth + 1) : [];
    });
  }

  /** What is in a folder; nothing in one that may not be entered, which could not be packed either. */
  list(name: string): readonly FolderEntry[] {
    try {
      return this.files.list(join(this.root, name));
    } catch {
      return [];
    }
  }

  /** A file with its text. Where it belongs to other programs, it does not matter here why it cannot be read. */
  file(name: string, kind: ReachedKind): ProjectFile[] {
    const file = this.#read(name, kind);
    if (!('unreadable' in file) || mustBeRead(name)) return [file];
    return kind === 'folder' ? [] : [this.unread(name)];
  }

  unread(name: string): ProjectFile {
    return { name, path: join(this.root, name) };
  }

  #folder(name: string, way: Way): ProjectFile[] {
    let entries: readonly FolderEntry[];
    try {
      entries = this.files.list(join(this.root, name));
    } catch (error) {
      return [this.#unreadable(name, reasonOf(error))];
    }
    this.#entries += entries.length;
    return entries.flatMap((entry) => this.#entry(`${name}/${entry.name}`, entry.kind, way));
  }

  #entry(name: string, entryKind: FolderEntry['kind'], { depth, isLinked }: Way): ProjectFile[] {
    const kind = this.kindOf(name, entryKind);
    if (kind !== 'folder' || isConfigFile(name)) return [this.#read(name, kind)];
    if (this.#isFull || depth === MAX_FOLDER_DEPTH) return [];
    const isLink = entryKind === 'link';
    // A second link might lead in a circle.
    if (isLink && (isLinked || this.#isCircle(name))) return [];
    return this.#folder(name, { depth: depth + 1, isLinked: isLinked || isLink });
  }

  /** Whether a link leads to a folder that it is in. */
  #isCircle(name: string): boolean {
    try {
      const realPath = (path: string) => this.files.realPath(join(this.root, path));
      return isInside(realPath(folderOf(name)), realPath(name));
    } catch {
      // Who may not look at the folders above the root cannot tell; the limits hold all the same.
      return false;
    }
  }

  /** What a path below the root leads to; `leaving link` where that is not in the repository. */
  kindOf(name: string, kind: FolderEntry['kind']): ReachedKind {
    if (kind !== 'link') return kind;
    const path = join(this.root, name);
    const reached = this.files.kindOf(path);
    return (reached === 'file' || reached === 'folder') && this.#leaves(path) ? 'leaving link' : reached;
  }

  readonly #realTop = lazily(() => this.files.realPath(this.top));

  #leaves(path: string): boolean {
    try {
      return !isInside(this.files.realPath(path), this.#realTop());
    } catch {
      return true;
    }
  }

  #read(name: string, kind: ReachedKind): ProjectFile {
    const path = join(this.root, name);
    const reason = REASONS[kind];
    if (reason) return this.#unreadable(name, reason);
    if (this.#isFull) return { name, path };
    try {
      const source = new SourceFile(path, name, this.files.read(path, MAX_FILE_BYTES));
      this.#files++;
      this.#characters += source.text.length;
      return { name, path, source };
    } catch (error) {
      if (!(error instanceof SizeError)) return this.#unreadable(name, reasonOf(error));
      return mustBeRead(name) ? this.#leftOut(name, error.reason) : { name, path };
    }
  }

  #leftOut(name: string, unreadable: string): ProjectFile {
    return { ...this.#unreadable(name, unreadable), isLeftOut: true };
  }

  #unreadable(name: string, reason: string) {
    const unreadable = name.includes('\uFFFD') ? NO_UTF8_NAME : reason;
    return { name, path: join(this.root, name), unreadable };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ReadError) return error.reason;
  throw error;
}
