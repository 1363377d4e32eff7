export * from './index.js';
export { lintFolder } from './library/lint-folder.js';
export type { FolderReport } from './library/lint-folder.js';
export { readConfiguration } from './library/read-configuration.js';
export { findProjects, readProjectFiles } from './library/read-disk.js';
export { ReadError } from './ports/file-system.js';
