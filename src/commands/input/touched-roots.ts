import { ConfigurationFinder, MAX_CONFIGURATION_BYTES } from '../../discover/find-configuration.js';
import { readProjectFiles } from '../../discover/read-project.js';
import { ReadError, type FileSystem } from '../../ports/file-system.js';

interface States {
  readonly before: FileSystem;
  readonly files: FileSystem;
  /** Whether git takes a file into account. */
  readonly isKnown: (path: string) => boolean;
}

/** The projects of which eblint reads something else than before: other texts, more files or fewer. */
export const touchedRoots = (roots: readonly string[], { before, files, isKnown }: States): string[] =>
  roots.filter((root) => {
    const [old, current] = [contentOf(root, before), contentOf(root, files)];
    const isChanged = ([path, content]: [string, string]) =>
      old.has(path) ? old.get(path) !== content : isKnown(path);
    return [...current].some(isChanged) || [...old.keys()].some((path) => !current.has(path));
  });

/** What is read of a project, by path. On the disk line ends may be those of Windows while in git they are not. */
function contentOf(root: string, files: FileSystem): ReadonlyMap<string, string> {
  try {
    const project = readProjectFiles(root, files);
    const configuration = new ConfigurationFinder({ files, cwd: root }).find(root);
    return new Map([
      ...project.files.map(
        (file) => [file.path, 'source' in file ? unixLines(file.source.text) : ''] as const,
      ),
      ...project.ebCliConfigs.map(({ path, text }) => [path, unixLines(text)] as const),
      // A file of the project is there by its name already.
      ...(configuration?.paths ?? []).map((path) => [path, unixLines(textOf(path, files))] as const),
    ]);
  } catch (error) {
    // It was not there.
    if (error instanceof ReadError) return new Map();
    throw error;
  }
}

/** What cannot be read is what the linter refuses. */
function textOf(path: string, files: FileSystem): string {
  try {
    return files.read(path, MAX_CONFIGURATION_BYTES);
  } catch {
    return '';
  }
}

const unixLines = (text: string): string => text.replaceAll('\r\n', '\n');
