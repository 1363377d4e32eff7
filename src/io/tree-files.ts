import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import {
  ReadError,
  SizeError,
  type FileSystem,
  type FolderEntry,
  type PathKind,
} from '../ports/file-system.js';

/** A file of a tree that is not on the disk, such as a commit or an archive. */
export interface TreeFile {
  /** Below the root of the tree, with forward slashes. */
  readonly path: string;
  /** The text of a `link` is its target. A `folder` is one that has no files here. */
  readonly kind: 'file' | 'link' | 'folder';
  /** Throws ReadError. */
  readonly read: (path: string, maxBytes?: number) => string;
}

type Folder = Map<string, TreeFile | Folder>;

/** A path, links followed. */
type Found = TreeFile | Folder | { readonly outside: string } | undefined;

const MAX_LINKS = 40;

/** See docs/limits.md. No longer path and no longer target of a link leads anywhere on a disk. */
const MAX_PATH = 4096;
/** A name of one letter may stand for a folder, which costs a hundred times as much. */
const MAX_FOLDERS = 2 ** 18;

/** No file has such a name: git never makes one, and only a forged tree has it. */
const NO_NAMES: ReadonlySet<string> = new Set(['', '.', '..']);

const MISSING = 'no such file or folder';

/** A tree seen as a folder of the disk; what is not in that folder is seen as it is. */
export class TreeFiles implements FileSystem {
  readonly #top: Folder = new Map();
  #folders = 0;

  /**
   * @param root the folder that the tree takes the place of
   * @param outside what is seen everywhere else, and below the names of `kept` in the root
   * @throws ReadError for a tree that is larger or deeper than any
   */
  constructor(
    files: Iterable<TreeFile>,
    readonly root: string,
    readonly outside: FileSystem,
    readonly kept: readonly string[] = [],
  ) {
    for (const file of files) this.#add(file);
  }

  kindOf(path: string): PathKind {
    const found = this.#find(path);
    if (found === 'loop') return 'broken link';
    if (found === undefined) return this.#find(path, { followsLast: false }) ? 'broken link' : 'missing';
    if (found instanceof Map) return 'folder';
    return 'outside' in found
      ? this.outside.kindOf(found.outside)
      : found.kind === 'folder'
        ? 'folder'
        : 'file';
  }

  list(folder: string): readonly FolderEntry[] {
    const found = this.#find(folder);
    if (found === undefined || found === 'loop') throw new ReadError(folder, MISSING);
    if (!(found instanceof Map)) {
      if ('outside' in found) return this.outside.list(found.outside);
      if (found.kind === 'folder') return [];
      throw new ReadError(folder, MISSING);
    }
    return [...found]
      .map(([name, entry]) => ({ name, kind: entry instanceof Map ? ('folder' as const) : entry.kind }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  read(path: string, maxBytes?: number): string {
    const found = this.#find(path);
    if (found === undefined) throw new ReadError(path, MISSING);
    if (found === 'loop') throw new ReadError(path, 'its links form a loop');
    if (found instanceof Map) throw new ReadError(path, 'it is a folder');
    return 'outside' in found ? this.outside.read(found.outside, maxBytes) : found.read(path, maxBytes);
  }

  realPath(path: string): string {
    return this.#realPath(path, path, 0);
  }

  #realPath(path: string, asked: string, links: number): string {
    const names = this.#namesIn(path);
    if (!names) return this.outside.realPath(path);
    let found: TreeFile | Folder = this.#top;
    for (const [index, name] of names.entries()) {
      const entry: TreeFile | Folder | undefined = found instanceof Map ? found.get(name) : undefined;
      if (!entry) throw new ReadError(asked, MISSING);
      if (!(entry instanceof Map) && entry.kind === 'link') {
        if (links === MAX_LINKS) throw new ReadError(asked, 'its links form a loop');
        const place = join(this.root, ...names.slice(0, index + 1));
        const target = join(resolve(dirname(place), this.#targetOf(entry, place)), ...names.slice(index + 1));
        return this.#realPath(target, asked, links + 1);
      }
      found = entry;
    }
    return join(this.root, ...names);
  }

  #add(file: TreeFile): void {
    if (file.path.length > MAX_PATH)
      throw new ReadError(this.root, `it has paths of more than ${MAX_PATH} characters`);
    const names = file.path.split('/');
    if (names.some((name) => NO_NAMES.has(name))) return;
    const last = names.pop() ?? '';
    let folder = this.#top;
    for (const name of names) {
      const known = folder.get(name);
      const inner: Folder = known instanceof Map ? known : this.#newFolder();
      if (inner !== known) folder.set(name, inner);
      folder = inner;
    }
    if (file.kind !== 'folder' || !folder.has(last)) folder.set(last, file);
  }

  #newFolder(): Folder {
    if (++this.#folders > MAX_FOLDERS)
      throw new ReadError(this.root, `it has more than ${MAX_FOLDERS} folders`);
    return new Map();
  }

  #targetOf(link: TreeFile, place: string): string {
    try {
      return link.read(place, MAX_PATH);
    } catch (error) {
      if (!(error instanceof SizeError)) throw error;
      throw new ReadError(place, 'it is a link with a target that is too long');
    }
  }

  #find(path: string, { followsLast } = { followsLast: true }, links = 0): Found | 'loop' {
    if (links > MAX_LINKS) return 'loop';
    const names = this.#namesIn(path);
    if (!names) return { outside: path };
    let found: TreeFile | Folder = this.#top;
    for (const [index, name] of names.entries()) {
      const entry: TreeFile | Folder | undefined = found instanceof Map ? found.get(name) : undefined;
      if (!entry) return undefined;
      const isLast = index === names.length - 1;
      if (!(entry instanceof Map) && entry.kind === 'link' && (followsLast || !isLast)) {
        const place = join(this.root, ...names.slice(0, index + 1));
        const rest = names.slice(index + 1);
        return this.#find(
          join(resolve(dirname(place), this.#targetOf(entry, place)), ...rest),
          { followsLast },
          links + 1,
        );
      }
      found = entry;
    }
    return found;
  }

  /** Undefined for a path that is not in the tree. */
  #namesIn(path: string): string[] | undefined {
    const way = relative(this.root, path);
    if (way === '') return [];
    const names = way.split(sep);
    const [first = ''] = names;
    return first === '..' || isAbsolute(way) || this.kept.includes(first) ? undefined : names;
  }
}
