import type { FileSystem } from '../../ports/file-system.js';
import type { Watcher } from '../../ports/ports.js';

/**
 * Files of which all that is asked for is watched: the findings depend on nothing else. It is watched before it is read, so
 * that no change is lost between the two.
 */
export const watchedFiles = (files: FileSystem, watcher: Watcher): FileSystem => ({
  kindOf(path) {
    watcher.watch(path);
    return files.kindOf(path);
  },
  list(folder) {
    watcher.watchFolder(folder);
    return files.list(folder);
  },
  read(path, maxBytes) {
    watcher.watch(path);
    const real = files.realPath(path);
    if (real !== path) watcher.watch(real);
    return files.read(path, maxBytes);
  },
  realPath(path) {
    watcher.watch(path);
    return files.realPath(path);
  },
  isExecutable(path) {
    watcher.watch(path);
    return files.isExecutable?.(path);
  },
});
