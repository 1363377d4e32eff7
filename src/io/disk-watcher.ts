import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { type Watcher, type WatcherEvents, WatchError } from '../ports/ports.js';
import { reasonOf } from './disk.js';

const LIMIT =
  'the system allows no more watches; name fewer paths, or raise the limit (on Linux: fs.inotify.max_user_watches)';

/** What Node's own reasons would name wrongly: they are about something else than the disk. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: LIMIT,
  EMFILE: LIMIT,
  ENFILE: LIMIT,
  ENOSYS: 'the system has no watches',
  ERR_FEATURE_UNAVAILABLE_ON_PLATFORM: 'the system has no watches',
};

/** Why a folder is not there or may not be opened, which is nothing to stop for: it may be later. */
const CLOSED: ReadonlySet<string> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'EACCES',
  'EPERM',
  'ENAMETOOLONG',
]);

interface WatchedFolder {
  readonly handle: FSWatcher;
  /** The names that matter. */
  readonly names: Set<string>;
  /** Whether every name does. */
  isWhole: boolean;
}

/**
 * Watches each folder by itself: Node's recursive watches lose changes on Linux after a file was replaced, and would also
 * cover `node_modules`.
 */
export class DiskWatcher implements Watcher {
  readonly #folders = new Map<string, WatchedFolder>();

  constructor(readonly events: WatcherEvents) {}

  watch(path: string): void {
    const folder = dirname(path);
    if (folder !== path) this.#open(folder)?.names.add(basename(path));
  }

  watchFolder(path: string): void {
    this.watch(path);
    const opened = this.#open(path);
    if (opened) opened.isWhole = true;
  }

  close(): void {
    for (const { handle } of this.#folders.values()) handle.close();
    this.#folders.clear();
  }

  #open(folder: string): WatchedFolder | undefined {
    const known = this.#folders.get(folder);
    if (known) return known;
    try {
      const handle = watch(folder, (_, name) => {
        this.#see(folder, name);
      });
      handle.on('error', () => {
        this.#see(folder, null);
      });
      const opened: WatchedFolder = { handle, names: new Set(), isWhole: false };
      this.#folders.set(folder, opened);
      return opened;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (CLOSED.has(code)) this.watch(folder);
      else this.events.onFailure(new WatchError(folder, REASONS[code] ?? reasonOf(error)));
      return undefined;
    }
  }

  #see(folder: string, name: string | null): void {
    const watched = this.#folders.get(folder);
    if (!watched || (name !== null && !watched.isWhole && !watched.names.has(name))) return;
    this.#forget(name === null ? folder : join(folder, name));
    this.events.onChange();
  }

  /** Another folder may have this path by now, which the watch of the old one would not see. */
  #forget(path: string): void {
    for (const [folder, { handle }] of this.#folders)
      if (folder === path || folder.startsWith(path + sep)) {
        handle.close();
        this.#folders.delete(folder);
      }
  }
}
