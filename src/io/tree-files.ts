import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import {
  type ExecutePermission,
  type FileSystem,
  type FolderEntry,
  type PathKind,
  ReadError,
  SizeError,
} from '../ports/file-system.js';
import { MAX_PATH_CHARACTERS, MAX_TREE_FOLDERS } from '../util/limits.js';

/** Links to links; Linux follows as many. */
const MAX_LINKS = 40;

/** A file of a tree that is not on the disk, such as a commit or an archive. */
export interface TreeFile {
  /** Below the root of the tree, with forward slashes. */
  readonly path: string;
  /** The text of a `link` is its target. A `folder` is one that has no files here. */
  readonly kind: 'file' | 'link' | 'folder';
  /** Undefined where the tree does not say. */
  readonly isExecutable?: boolean | undefined;
  /** Throws ReadError. */
  readonly read: (path: string, maxBytes?: number) => string;
}

type Folder = Map<string, TreeFile | Folder>;

/** What a path leads to, links followed. */
type Found =
  | { readonly names: readonly string[]; readonly entry: TreeFile | Folder }
  | { readonly outside: string }
  /** The reason, as a clause. */
  | { readonly nowhere: string; readonly kind?: PathKind };

export interface TreeOptions {
  /** Names in the root that are seen as they are outside. */
  readonly kept?: readonly string[];
  /** Whether links lead only to what is in the tree: one that leads out of it is an `outside link`. */
  readonly isClosed?: boolean;
}

/** No file has such a name: git never makes one, and only a forged tree has it. */
const NO_NAMES: ReadonlySet<string> = new Set(['', '.', '..']);

const MISSING = 'no such file or folder';

const LEADS_OUTSIDE = {
  nowhere: 'it is a link that leads out of the archive',
  kind: 'outside link',
} as const;

/** A tree seen as a folder of the disk; what is not in that folder is seen as it is. */
export class TreeFiles implements FileSystem {
  readonly #top: Folder = new Map();
  readonly #linkTexts = new Map<TreeFile, string>();
  #folders = 0;

  /**
   * @param root the folder that the tree takes the place of
   * @param outside what is seen everywhere else
   * @throws ReadError for a tree that is larger or deeper than any
   */
  constructor(
    files: Iterable<TreeFile>,
    readonly root: string,
    readonly outside: FileSystem,
    readonly options: TreeOptions = {},
  ) {
    for (const file of files) this.#add(file);
  }

  kindOf(path: string): PathKind {
    const found = this.#find(path);
    if ('nowhere' in found) return this.#isThere(path) ? (found.kind ?? 'broken link') : 'missing';
    if ('outside' in found) return this.outside.kindOf(found.outside);
    return found.entry instanceof Map || found.entry.kind === 'folder' ? 'folder' : 'file';
  }

  list(folder: string): readonly FolderEntry[] {
    const found = this.#follow(folder);
    if ('outside' in found) return this.outside.list(found.outside);
    const { entry } = found;
    if (entry instanceof Map)
      return [...entry]
        .map(([name, inner]) => ({ name, kind: inner instanceof Map ? ('folder' as const) : inner.kind }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (entry.kind === 'folder') return [];
    throw new ReadError(folder, MISSING);
  }

  read(path: string, maxBytes?: number): string {
    const found = this.#follow(path);
    if ('outside' in found) return this.outside.read(found.outside, maxBytes);
    if (found.entry instanceof Map) throw new ReadError(path, 'it is a folder');
    return found.entry.read(path, maxBytes);
  }

  realPath(path: string): string {
    const found = this.#follow(path);
    return 'outside' in found ? this.outside.realPath(found.outside) : join(this.root, ...found.names);
  }

  isExecutable(path: string): ExecutePermission {
    const found = this.#find(path);
    if ('outside' in found) return this.outside.isExecutable?.(found.outside);
    return 'entry' in found && !(found.entry instanceof Map) ? found.entry.isExecutable : undefined;
  }

  #add(file: TreeFile): void {
    if (file.path.length > MAX_PATH_CHARACTERS)
      throw new ReadError(this.root, `it has paths of more than ${MAX_PATH_CHARACTERS} characters`);
    const names = file.path.split('/');
    if (names.some((name) => NO_NAMES.has(name))) return;
    const last = names.pop() ?? '';
    let folder = this.#top;
    for (const name of names) {
      const known = folder.get(name);
      const inner: Folder = known instanceof Map ? known : this.#newFolder();
      folder.set(name, inner);
      folder = inner;
    }
    if (file.kind !== 'folder' || !folder.has(last)) folder.set(last, file);
  }

  #newFolder(): Folder {
    if (++this.#folders > MAX_TREE_FOLDERS)
      throw new ReadError(this.root, `it has more than ${MAX_TREE_FOLDERS} folders`);
    return new Map();
  }

  /** @throws ReadError where a path leads nowhere */
  #follow(path: string): Exclude<Found, { nowhere: string }> {
    const found = this.#find(path);
    if ('nowhere' in found) throw new ReadError(path, found.nowhere);
    return found;
  }

  #find(path: string, links = 0): Found {
    if (links > MAX_LINKS) return { nowhere: 'its links form a loop' };
    const names = this.#namesIn(path);
    if (!names) return { outside: path };
    let entry: TreeFile | Folder = this.#top;
    for (const [index, name] of names.entries()) {
      const next: TreeFile | Folder | undefined = entry instanceof Map ? entry.get(name) : undefined;
      if (!next) return { nowhere: MISSING };
      if (!(next instanceof Map) && next.kind === 'link') {
        const place = join(this.root, ...names.slice(0, index + 1));
        const target = this.#targetOf(next, place);
        if (typeof target !== 'string') return target;
        if (this.options.isClosed && !this.#namesIn(target)) return LEADS_OUTSIDE;
        return this.#find(join(target, ...names.slice(index + 1)), links + 1);
      }
      entry = next;
    }
    return { names, entry };
  }

  /** Whether something has this name, wherever it leads to. */
  #isThere(path: string): boolean {
    const folder = this.#find(dirname(path));
    return 'entry' in folder && folder.entry instanceof Map && folder.entry.has(basename(path));
  }

  /** Undefined for a path that is not in the tree. */
  #namesIn(path: string): string[] | undefined {
    const way = relative(this.root, path);
    if (way === '') return [];
    const names = way.split(sep);
    const [first = ''] = names;
    return first === '..' || isAbsolute(way) || this.options.kept?.includes(first) ? undefined : names;
  }

  /** Where a link leads to, or why that is not known. */
  #targetOf(link: TreeFile, place: string): string | { readonly nowhere: string } {
    try {
      const text = this.#linkTexts.get(link) ?? link.read(place, MAX_PATH_CHARACTERS);
      // A link that git has not fetched yet is empty.
      if (text !== '') this.#linkTexts.set(link, text);
      return resolve(dirname(place), text);
    } catch (error) {
      if (error instanceof SizeError) return { nowhere: 'it is a link with a target that is too long' };
      if (error instanceof ReadError) return { nowhere: error.reason };
      throw error;
    }
  }
}
