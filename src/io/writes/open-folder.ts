import { closeSync, constants, fstatSync, fsyncSync, openSync, readlinkSync, statSync } from 'node:fs';

/** A folder that is held open: whatever takes its place meanwhile, its files are reached through it. */
export interface OpenFolder {
  /** The way to its files. */
  readonly path: string;
  /** Whether it is still the one that was opened, and in its place. */
  readonly isInPlace: () => boolean;
  /** Writes its list of names to the disk, where the platform knows how. */
  readonly sync: () => void;
}

/** Windows knows none of these. */
const OPEN = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** @param folder its real path */
export function withOpenFolder<T>(folder: string, action: (open: OpenFolder) => T): T {
  const handle = openSync(folder, OPEN);
  try {
    // Linux reaches a folder through its handle, and tells where that is now; elsewhere only the path can be compared.
    const ownPath = `/proc/self/fd/${handle}`;
    const hasHandlePath = attempt(() => readlinkSync(ownPath)) !== undefined && isSame(ownPath, handle);
    return action({
      path: hasHandlePath ? ownPath : folder,
      isInPlace: () =>
        hasHandlePath ? attempt(() => readlinkSync(ownPath)) === folder : isSame(folder, handle),
      sync: () =>
        void attempt(() => {
          fsyncSync(handle);
        }),
    });
  } finally {
    closeSync(handle);
  }
}

/** Whether a path, links followed, leads to what is open. */
function isSame(path: string, handle: number): boolean {
  const [there, open] = [attempt(() => statSync(path)), fstatSync(handle)];
  return there?.ino === open.ino && there.dev === open.dev;
}

export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
