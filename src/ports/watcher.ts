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
