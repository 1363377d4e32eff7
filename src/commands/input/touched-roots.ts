import type { Options } from '../../cli/parse-flags.js';
import { ConfigurationFinder } from '../../discover/find-configuration.js';
import { configurationTexts } from '../../discover/load-configuration.js';
import { readProjectFiles } from '../../discover/read-project.js';
import { ReadError, type FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import type { SourceFile } from '../../source/index.js';
import { baselineReader } from './baseline-reader.js';

interface States {
  readonly before: FileSystem;
  readonly files: FileSystem;
  /** Whether git takes a file into account. */
  readonly isKnown: (path: string) => boolean;
}

type ConfigurationFlags = Pick<Options, 'config' | 'findsConfig'>;

/** What decides which files beside a project are read for it. */
type TouchFlags = ConfigurationFlags & Pick<Options, 'suppressionsLocation'>;

/** The projects of which eblint reads something else than before: other texts, more files or fewer. */
export function touchedRoots(
  roots: readonly string[],
  { before, files, isKnown }: States,
  flags: TouchFlags,
  ports: Ports,
): string[] {
  const contentBefore = contentReader(roots, before, flags, ports);
  const contentNow = contentReader(roots, files, flags, ports);
  return roots.filter((root) => {
    const [old, current] = [contentBefore(root), contentNow(root)];
    const isChanged = ([path, content]: [string, string]) =>
      old.has(path) ? old.get(path) !== content : isKnown(path);
    return [...current].some(isChanged) || [...old.keys()].some((path) => !current.has(path));
  });
}

/** What is read of a project, by path. On the disk line ends may be those of Windows while in git they are not. */
function contentReader(
  roots: readonly string[],
  files: FileSystem,
  flags: TouchFlags,
  ports: Ports,
): (root: string) => ReadonlyMap<string, string> {
  const configurationOf = configurationReader(files, flags, ports);
  const baselineOf = baselineReader(roots, files, flags, ports.cwd);
  return (root) => {
    try {
      const project = readProjectFiles(root, files);
      return new Map([
        ...project.files.map(
          (file) => [file.path, 'source' in file ? unixLines(file.source.text) : ''] as const,
        ),
        ...project.ebCliConfigs.map(({ path, text }) => [path, unixLines(text)] as const),
        // A file of the project is there by its name already.
        ...configurationOf(root),
        ...baselineOf(root),
      ]);
    } catch (error) {
      // It was not there.
      if (error instanceof ReadError) return new Map();
      throw error;
    }
  };
}

/** The configuration of a project with all that it builds on. What cannot be read is there by its name. */
function configurationReader(
  files: FileSystem,
  { config, findsConfig }: ConfigurationFlags,
  { files: packages, cwd }: Ports,
): (root: string) => readonly (readonly [path: string, text: string])[] {
  const finder = new ConfigurationFinder({ files, cwd });
  // Many projects may have one configuration.
  const known = new Map<string, readonly SourceFile[]>();
  const read = (path: string, top: string): readonly SourceFile[] => {
    const texts = known.get(path) ?? configurationTexts(path, { files, packages, top, cwd });
    known.set(path, texts);
    return texts;
  };
  return (root) => {
    const found = config !== undefined ? finder.named(config) : findsConfig ? finder.find(root) : undefined;
    if (!found) return [];
    const { paths, top } = found;
    const texts = paths.flatMap((path) => read(path, top));
    return [
      ...paths.map((path) => [path, ''] as const),
      ...texts.map(({ path, text }) => [path, unixLines(text)] as const),
    ];
  };
}

const unixLines = (text: string): string => text.replaceAll('\r\n', '\n');
