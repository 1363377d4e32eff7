import { disk } from '../../src/io/disk.js';
import { openRepository } from '../../src/io/git/repository.js';
import { openArchive } from '../../src/io/zip/archive.js';
import type { Ports } from '../../src/ports/ports.js';
import { REPOSITORY } from './fixtures.js';

/** Ports of a run that reads the disk, prints nothing and writes nothing. */
export const ports = (over: Partial<Ports> = {}): Ports => ({
  cwd: REPOSITORY.slice(0, -1),
  packageFolder: REPOSITORY.slice(0, -1),
  today: () => '2026-11-26',
  timeOfDay: () => '14:05:09',
  env: {},
  stdout: { isTTY: false, write: () => undefined },
  stderr: { write: () => undefined },
  stdin: { isTTY: true, read: () => Promise.resolve('') },
  ask: () => Promise.resolve(undefined),
  supportsHyperlinks: () => Promise.resolve(false),
  files: disk,
  expandGlob: () => Promise.resolve([]),
  openRepository: (folder) => Promise.resolve(openRepository(folder, disk)),
  openArchive: (path) => Promise.resolve(openArchive(path)),
  openWatcher: () =>
    Promise.resolve({ watch: () => undefined, watchFolder: () => undefined, close: () => undefined }),
  openLanguageClient: () => Promise.reject(new Error('no editor')),
  openThreads: () => Promise.resolve(undefined),
  onStop: () => Promise.resolve(() => undefined),
  onInterrupt: () => Promise.resolve(() => undefined),
  loadFormatter: () => Promise.resolve(undefined),
  writeReport: () => undefined,
  appendReport: () => undefined,
  checkPlace: () => undefined,
  checkWrite: () => undefined,
  replaceFile: () => () => undefined,
  createFile: () => () => undefined,
  deleteFile: () => () => undefined,
  removeStaleTemporaries: () => [],
  setEnvironment: () => undefined,
  ...over,
});
