import { dirname, join } from 'node:path';
import { isReadOfEbCli } from '../model/bundle/read-files.js';
import {
  EB_CLI_CONFIGS,
  type NamedEnvironment,
  type ProjectFile,
  type ProjectFiles,
} from '../model/project.js';
import type { FileSystem, FolderEntry } from '../ports/file-system.js';
import { SourceFile } from '../source/index.js';
import { MAX_ASKED_MODES, MAX_FILE_BYTES } from '../util/limits.js';
import { lazily } from '../util/memo.js';
import { EnvironmentFinder } from './environment-finder.js';
import { openFile } from './open-file.js';
import { ProjectReader } from './project-reader.js';
import { type Kinds, kindsByName, readMentionedFiles } from './read-mentioned-files.js';
import { repositoryOf } from './repository-root.js';

/** Folders in the root that are read whole: all that Elastic Beanstalk takes its configuration from. */
const FOLDERS = ['.ebextensions', '.platform'];

/** What macOS puts into a zip beside the real folders: Elastic Beanstalk trips over its files, whatever is in them. */
const MACOS_FOLDER = '__MACOSX';

/** Where the EB CLI keeps configurations of whole environments, and builds of other tools their steps. */
const LISTED_FOLDERS = ['.elasticbeanstalk', '.elasticbeanstalk/saved_configs', '.github/workflows'];

/**
 * Reads what concerns Elastic Beanstalk in one project. What cannot be read inside it becomes a file with a reason.
 * @throws ReadError where the root itself cannot be listed
 */
export function readProjectFiles(
  root: string,
  files: FileSystem,
  { finder = new EnvironmentFinder(files), environment }: EnvironmentOptions = {},
): ProjectFiles {
  const repository = repositoryOf(root, files);
  const top = repository ?? root;
  const reader = new ProjectReader(root, files, top);
  const entries = files.list(root);
  const rootKinds = kindsByName(entries);
  const found = [
    ...entries.flatMap((entry) => (FOLDERS.includes(entry.name) ? [] : reader.rootFile(entry))),
    ...entries.flatMap((entry) => (FOLDERS.includes(entry.name) ? reader.markerFolder(entry) : [])),
    ...entries.flatMap(({ name, kind }) =>
      name === MACOS_FOLDER && kind === 'folder' ? reader.names(name) : [],
    ),
    ...LISTED_FOLDERS.flatMap((folder) => filesIn(folder, entries, reader)),
  ];
  return {
    root,
    files: withMentioned(found, readMentionedFiles(found, entries, reader)),
    folders: entries.flatMap(({ name, kind }) => (kind === 'folder' ? [name] : [])),
    kindsIn: (folder) => kindsIn(folder, rootKinds, reader),
    textOf: (name) => tryRead(join(root, name), name, top, files)[0]?.text,
    ...modesIn(root, found, files),
    ebCliConfigs: readEbCliConfigs(root, repository, files),
    environments: finder.find(root, entries, environment),
  };
}

/** Where the environments of a project are described. */
export interface EnvironmentOptions {
  /** One for all projects of a run, so that each folder above them is searched once. */
  readonly finder?: EnvironmentFinder;
  /** What the user says; they are looked for where that is left out. */
  readonly environment?: NamedEnvironment | undefined;
}

/**
 * Whether a file has execute permission. Without git, the folder is uploaded as it is: a script that has it proves that no
 * copy has lost the modes of all.
 */
function modesIn(root: string, found: readonly ProjectFile[], files: FileSystem) {
  const ask = (name: string) => files.isExecutable?.(join(root, name));
  const isKept = lazily(() =>
    found
      .filter(({ name }) => MAY_BE_EXECUTABLE.test(name))
      .slice(0, MAX_ASKED_MODES)
      .some(({ name }) => ask(name) === true),
  );
  return {
    isExecutable(name: string): boolean | undefined {
      const answer = ask(name);
      return answer === 'unproven' ? (isKept() ? false : undefined) : answer;
    },
    isInGit: (name: string) => ask(name) !== 'unproven',
  };
}

const MAY_BE_EXECUTABLE = /\.(?:ba)?sh$|^\.platform\/(?:conf)?hooks\/|^(?:bin|scripts)\//;

/**
 * Undefined for a folder that is not there, or may not be entered. Most that are asked for are not there: what the root has
 * tells it without an error of the disk for each.
 */
function kindsIn(folder: string, rootKinds: Kinds, { root, files }: ProjectReader): Kinds | undefined {
  if (folder === '') return rootKinds;
  const [top = ''] = folder.split('/');
  if (!rootKinds.has(top) && top !== '.' && top !== '..') return undefined;
  try {
    return kindsByName(files.list(join(root, folder)));
  } catch {
    return undefined;
  }
}

/** The files right in a folder: configurations of environments with their text, of all others the names. */
function filesIn(folder: string, entries: readonly FolderEntry[], reader: ProjectReader): ProjectFile[] {
  const [top] = folder.split('/');
  if (!entries.some(({ name, kind }) => name === top && kind !== 'file')) return [];
  if (reader.kindOf(folder, 'link') !== 'folder') return [];
  return reader
    .list(folder)
    .filter(({ kind }) => kind === 'file')
    .flatMap(({ name: own }) => {
      const name = `${folder}/${own}`;
      return isReadOfEbCli(name) ? reader.file(name, 'file') : [reader.unread(name)];
    });
}

/** A file that was known by its name only and has been read since keeps its place. */
function withMentioned(files: readonly ProjectFile[], mentioned: readonly ProjectFile[]): ProjectFile[] {
  const byName = new Map(mentioned.map((file) => [file.name, file]));
  const known = new Set(files.map(({ name }) => name));
  return [
    ...files.map((file) => byName.get(file.name) ?? file),
    ...mentioned.filter(({ name }) => !known.has(name)),
  ];
}

/** The configuration that the EB CLI would find from a root: its own, or the nearest above it in the same repository. */
function readEbCliConfigs(root: string, repository: string | undefined, files: FileSystem): SourceFile[] {
  for (let folder = root; ; folder = dirname(folder)) {
    const sources = EB_CLI_CONFIGS.flatMap((name) =>
      tryRead(join(folder, name), name, repository ?? folder, files),
    );
    if (sources.length > 0 || folder === repository || dirname(folder) === folder) return sources;
  }
}

function tryRead(path: string, name: string, top: string, files: FileSystem): SourceFile[] {
  if (files.kindOf(path) !== 'file') return [];
  try {
    return [new SourceFile(path, name, openFile(path, { top }, files, MAX_FILE_BYTES))];
  } catch {
    return [];
  }
}
