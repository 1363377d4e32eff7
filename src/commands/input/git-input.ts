import { resolve, sep } from 'node:path';
import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { ConfigurationError } from '../../configuration/configuration-error.js';
import { findBaseline } from '../../discover/find-baseline.js';
import { ConfigurationFinder } from '../../discover/find-configuration.js';
import { findProjects, isPattern } from '../../discover/find-projects.js';
import { configurationTexts } from '../../discover/load-configuration.js';
import { readBaseline } from '../../discover/read-baseline.js';
import { readProjectFiles } from '../../discover/read-project.js';
import { type FileSystem, ReadError } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import type { SourceFile } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import type { Input } from './input.js';

/** Projects as git would commit them (`--staged`) or as they are on the disk; with `--changed`, those that a change touches. */
export async function gitInput(options: Options, ports: Ports): Promise<Input> {
  const { paths, staged, changed } = options;
  const repository = await ports.openRepository(ports.cwd);
  const files = staged ? repository.index() : ports.files;
  const { fetching } = repository;
  const found = await findProjects(pathsIn(files, paths, ports), { ...ports, files, fetching });
  if (changed === undefined) {
    // They are read again, one after the other; what the index has of them is fetched at once.
    fetching(() => found.map((root) => readProjectFiles(root, files)));
    return { roots: found, files };
  }
  const before = repository.mergeBase(changed);
  const isKnown = staged ? () => true : repository.isKnown;
  const roots = fetching(() => touchedRoots(found, { before, files, isKnown }, options, ports));
  return { roots, files, mayBeEmpty: true };
}

/**
 * The paths of which there is something: a folder on the disk may have no files in git.
 * @throws UsageError for what is nowhere, and may be intended as the commit
 */
function pathsIn(files: FileSystem, paths: readonly string[], { cwd, files: disk }: Ports): string[] {
  return paths.filter((path) => {
    const place = resolve(cwd, path);
    if (files.kindOf(place) !== 'missing' || isPattern(path)) return true;
    if (disk.kindOf(place) !== 'missing') return false;
    throw new UsageError(`There is no path "${path}". To name a commit, write --changed=${path}.`);
  });
}

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
function touchedRoots(
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
        ...[...project.files, ...(project.environments?.files ?? [])].map(
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

type PathAndText = readonly [path: string, text: string];

/**
 * What the file of suppressions says of each project: nothing, or its path with a text that differs where the suppressions
 * do. A file that is not right concerns all projects: to check any of them tells what is wrong.
 */
function baselineReader(
  roots: readonly string[],
  files: FileSystem,
  { suppressionsLocation }: Pick<Options, 'suppressionsLocation'>,
  cwd: string,
): (root: string) => readonly PathAndText[] {
  const place = findBaseline(suppressionsLocation, { files, cwd });
  const { path, exists } = place;
  if (!exists) return () => [];
  try {
    const { baseline, baselineFolder } = readBaseline(place, files, { isWritten: false });
    const rootsAbove = folderFinder(roots);
    const byRoot = groupBy(
      Object.entries(baseline).map(([file, rules]) => [resolve(baselineFolder, file), rules] as const),
      ([file]) => rootsAbove(file),
    );
    return (root) => {
      const own = byRoot.get(root);
      return own ? [[path, JSON.stringify(own)]] : [];
    };
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof ReadError)) throw error;
    return () => [[path, error.message]];
  }
}

/** Tells which of some folders a path is in, whatever the length of the path. */
function folderFinder(folders: readonly string[]): (path: string) => readonly string[] {
  const known = new Set(folders);
  const lengths = [...new Set(folders.map(({ length }) => length))];
  return (path) =>
    lengths.flatMap((length) => {
      const folder = path.slice(0, length);
      return path[length] === sep && known.has(folder) ? [folder] : [];
    });
}
