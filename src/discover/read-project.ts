import { dirname, join } from 'node:path';
import { EB_CLI_CONFIGS, type ProjectFile, type ProjectFiles } from '../model/bundle/project-files.js';
import { SourceFile } from '../source/index.js';
import {
  ReadError,
  SizeError,
  type FileSystem,
  type FolderEntry,
  type PathKind,
} from '../ports/file-system.js';

/** Folders in the root that are read whole: all that Elastic Beanstalk takes its configuration from. */
const FOLDERS = ['.ebextensions', '.platform'];

/** What macOS puts into a zip beside the real folders: Elastic Beanstalk trips over its files, whatever stands in them. */
const MACOS_FOLDER = '__MACOSX';

/** Files in the root that are read; of all others only the names count. */
const ROOT_FILES: ReadonlySet<string> = new Set(['Procfile', 'env.yaml', 'Dockerrun.aws.json', 'cron.yaml']);

/** Where the EB CLI keeps configurations of whole environments: that there are any is all that counts. */
const SAVED_CONFIGURATIONS = ['.elasticbeanstalk', '.elasticbeanstalk/saved_configs'];

/** See docs/limits.md: of the files in many public projects, the largest has 15 KB. */
const MAX_FILE_BYTES = 2 ** 20;
const MAX_FILES = 5000;
const MAX_CHARACTERS = 64 * 2 ** 20;

/** Folders below `.ebextensions` and `.platform`; deeper ones are no configuration of anybody's. */
const MAX_DEPTH = 8;

const REASONS: Partial<Record<PathKind, string>> = {
  folder: 'it is a folder, but must be a file',
  special: 'it is neither a file nor a folder',
  'broken link': 'it is a broken link',
  missing: 'no such file or folder',
};

/**
 * Reads what concerns Elastic Beanstalk in one project. What cannot be read inside it becomes a file with a reason.
 * @throws ReadError where the root itself cannot be listed
 */
export function readProjectFiles(root: string, files: FileSystem): ProjectFiles {
  const reader = new Reader(root, files);
  const entries = files.list(root);
  return {
    root,
    files: [
      ...entries.flatMap((entry) => (FOLDERS.includes(entry.name) ? [] : reader.rootFile(entry))),
      ...entries.flatMap((entry) => (FOLDERS.includes(entry.name) ? reader.markerFolder(entry) : [])),
      ...entries.flatMap(({ name, kind }) =>
        name === MACOS_FOLDER && kind === 'folder' ? reader.names(name, 0) : [],
      ),
      ...SAVED_CONFIGURATIONS.flatMap((folder) => namesIn(root, folder, files)),
    ],
    ebCliConfigs: readEbCliConfigs(root, files),
  };
}

const TOO_MUCH = `the project's configuration has more than ${MAX_FILES} files or ${MAX_CHARACTERS / 2 ** 20} MiB of text, and not all was read`;

const NO_FOLDER = 'it is a file, but must be a folder';

/** How a folder was come to: how many folders below `.ebextensions` or `.platform`, and whether through a link. */
interface Way {
  readonly depth: number;
  readonly isLinked: boolean;
}

class Reader {
  constructor(
    readonly root: string,
    readonly files: FileSystem,
  ) {}

  /** What has been read so far. */
  #files = 0;
  #characters = 0;

  get #isFull(): boolean {
    return this.#files >= MAX_FILES || this.#characters >= MAX_CHARACTERS;
  }

  rootFile(entry: FolderEntry): ProjectFile[] {
    if (ROOT_FILES.has(entry.name)) return [this.#read(entry.name, this.#kindOf(entry.name, entry.kind))];
    return entry.kind === 'folder' ? [] : [{ name: entry.name, path: join(this.root, entry.name) }];
  }

  markerFolder({ name, kind: entryKind }: FolderEntry): ProjectFile[] {
    const kind = this.#kindOf(name, entryKind);
    if (kind !== 'folder') return [this.#unreadable(name, kind === 'file' ? NO_FOLDER : REASONS[kind]!)];
    const files = this.#folder(name, { depth: 0, isLinked: false });
    return this.#isFull ? [...files, this.#leftOut(name, TOO_MUCH)] : files;
  }

  #folder(name: string, way: Way): ProjectFile[] {
    let entries: readonly FolderEntry[];
    try {
      entries = this.files.list(join(this.root, name));
    } catch (error) {
      return [this.#unreadable(name, reasonOf(error))];
    }
    return entries.flatMap((entry) => this.#entry(`${name}/${entry.name}`, entry.kind, way));
  }

  #entry(name: string, entryKind: FolderEntry['kind'], { depth, isLinked }: Way): ProjectFile[] {
    const kind = this.#kindOf(name, entryKind);
    if (kind !== 'folder' || isConfigFile(name)) return [this.#read(name, kind)];
    if (this.#isFull) return [];
    const isLink = entryKind === 'link';
    // A second link might lead in a circle.
    if (depth === MAX_DEPTH || (isLink && isLinked)) return [];
    return this.#folder(name, { depth: depth + 1, isLinked: isLinked || isLink });
  }

  /** The files of a folder, unread. */
  names(name: string, depth: number): ProjectFile[] {
    return tryList(join(this.root, name), this.files).flatMap(({ name: own, kind }) => {
      const inner = `${name}/${own}`;
      if (kind !== 'folder') return [{ name: inner, path: join(this.root, inner) }];
      return depth < MAX_DEPTH ? this.names(inner, depth + 1) : [];
    });
  }

  #kindOf = (name: string, kind: FolderEntry['kind']): PathKind =>
    kind === 'link' ? this.files.kindOf(join(this.root, name)) : kind;

  #read(name: string, kind: PathKind): ProjectFile {
    const path = join(this.root, name);
    const reason = REASONS[kind];
    if (reason) return this.#unreadable(name, reason);
    if (this.#isFull) return { name, path };
    try {
      const source = new SourceFile(path, name, this.files.read(path, MAX_FILE_BYTES));
      this.#files++;
      this.#characters += source.text.length;
      return { name, path, source };
    } catch (error) {
      if (!(error instanceof SizeError)) return this.#unreadable(name, reasonOf(error));
      return isParsed(name) ? this.#leftOut(name, error.reason) : { name, path };
    }
  }

  #leftOut(name: string, unreadable: string): ProjectFile {
    return { ...this.#unreadable(name, unreadable), isLeftOut: true };
  }

  #unreadable(name: string, unreadable: string) {
    return { name, path: join(this.root, name), unreadable };
  }
}

/** Whether Elastic Beanstalk itself makes sense of a file; all others are data and scripts of the project. */
const isParsed = (name: string): boolean => ROOT_FILES.has(name) || isConfigFile(name);

const isConfigFile = (name: string): boolean => /^\.ebextensions\/[^/]+\.config$/.test(name);

function reasonOf(error: unknown): string {
  if (error instanceof ReadError) return error.reason;
  throw error;
}

function namesIn(root: string, folder: string, files: FileSystem): ProjectFile[] {
  const path = join(root, folder);
  if (files.kindOf(path) !== 'folder') return [];
  return tryList(path, files)
    .filter(({ kind }) => kind === 'file')
    .map(({ name }) => ({ name: `${folder}/${name}`, path: join(path, name) }));
}

/** The configuration that the EB CLI would find from a root: its own, or the nearest above it in the same repository. */
function readEbCliConfigs(root: string, files: FileSystem): SourceFile[] {
  for (let folder = root; ; folder = dirname(folder)) {
    const sources = EB_CLI_CONFIGS.flatMap((name) => tryRead(join(folder, name), name, files));
    const isTop = dirname(folder) === folder || files.kindOf(join(folder, '.git')) !== 'missing';
    if (sources.length > 0 || isTop) return sources;
  }
}

/** A folder that may not be entered holds nothing that anybody could pack. */
function tryList(folder: string, files: FileSystem): readonly FolderEntry[] {
  try {
    return files.list(folder);
  } catch {
    return [];
  }
}

function tryRead(path: string, name: string, files: FileSystem): SourceFile[] {
  if (files.kindOf(path) !== 'file') return [];
  try {
    return [new SourceFile(path, name, files.read(path, MAX_FILE_BYTES))];
  } catch {
    return [];
  }
}
