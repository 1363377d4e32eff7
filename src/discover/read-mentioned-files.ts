import { namesBuildFolders } from '../model/bundle/read-files.js';
import type { ProjectFile } from '../model/project.js';
import { unaskedConfigFiles } from '../model/servers/unasked-config-files.js';
import { filesOfModule, localModulesIn, nodeEntriesIn } from '../parse/server-config/local-modules.js';
import type { FolderEntry } from '../ports/file-system.js';
import { MAX_MENTIONED_FILES, MAX_MENTIONED_FOLDERS, MAX_MENTIONING_CHARACTERS } from '../util/limits.js';
import { folderOf } from '../util/paths.js';
import { BASELINE_NAME } from './find-baseline.js';
import { CONFIGURATION_NAMES } from './find-configuration.js';
import type { ProjectReader } from './project-reader.js';

/** Beyond it, the word is not the name of a file. */
const MAX_MENTIONED_NAME_CHARACTERS = 200;

/** A start script starts another one, and that reads a configuration. */
const MAX_MENTION_ROUNDS = 3;

/** Folders that a start script may change to before it starts something. */
const MAX_START_FOLDERS = 5;

/** Files that say how the application starts: of these, names of modules and of folders to change to are followed as well. */
const START_FILES: ReadonlySet<string> = new Set(['Buildfile', 'Procfile']);

/** Other files whose words may be paths of the project. */
const SPEAKING_FILES = /^(?:package\.json|\.ebextensions\/[^/]+\.config|\.platform\/(?:conf)?hooks\/.*)$/;

/** Scripts and configuration; of all else that is mentioned only the name matters. */
const READABLE =
  /(?:^|\/)(?:[^/]+\.(?:sh|bash|py|rb|ru|go|cs|[cm]?js|conf|cfg|ini|toml|json|ya?ml|properties|service|timer)|Dockerfile[^/]*|[^/.]+)$/;

/** What was not written for this project, and what is read whole. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  ...['.ebextensions', '.git', '.platform', 'node_modules', 'vendor', 'venv', '.venv'],
]);

/** Those of eblint itself: no text of a project means them. */
const OWN_FILES: ReadonlySet<string> = new Set([...CONFIGURATION_NAMES, BASELINE_NAME]);

/**
 * The files that the texts of a project mention, such as the script that a Procfile starts or the configuration of its
 * server, as far as they exist below the root. No link is followed.
 */
export function readMentionedFiles(
  found: readonly ProjectFile[],
  entries: readonly FolderEntry[],
  reader: ProjectReader,
): ProjectFile[] {
  const search = new Search(found, entries, reader);
  if (search.isVain) return [];
  let speaking = [...found, ...search.startedUnasked()];
  for (let round = 1; round <= MAX_MENTION_ROUNDS && speaking.length > 0; round++)
    speaking = speaking.flatMap((file) => search.mentionedIn(file));
  return [...search.files.values()];
}

/** What platforms start, or build and start, where there is no Procfile. */
const STARTED_UNASKED = ['application.go', 'app.js', 'server.js'];

/** Programs whose configuration the platform's own command brings in. */
const PLATFORM_COMMANDS = 'java';

/** The files beside a configuration of Spring Boot that may change what it says. */
const SPRING_FILE = /^src\/main\/resources\/(?:application|bootstrap)[^/]*\.(?:properties|ya?ml)$/;

const SCRIPT_OF_NODE = /\.[cm]?js$/;

/** The files that the modules of a script of Node.js may be in. */
const nodeModulesOf = ({ name, source }: Extract<ProjectFile, { source: unknown }>): string[] =>
  SCRIPT_OF_NODE.test(name)
    ? localModulesIn(source.text).flatMap((module) => filesOfModule(module, folderOf(name)))
    : [];

/** What is in a folder, by name. */
export type Kinds = ReadonlyMap<string, FolderEntry['kind']>;

class Search {
  readonly files = new Map<string, ProjectFile>();
  readonly #read: ReadonlySet<string>;
  readonly #root: Kinds;
  readonly #folders = new Map<string, Kinds>();
  #characters = 0;

  constructor(
    found: readonly ProjectFile[],
    entries: readonly FolderEntry[],
    readonly reader: ProjectReader,
  ) {
    this.#read = new Set(found.flatMap((file) => ('source' in file ? [file.name] : [])));
    this.#root = kindsByName(entries);
  }

  /** Whether nothing else could be mentioned: then no text is searched. */
  get isVain(): boolean {
    return [...this.#root].every(
      ([name, kind]) =>
        this.#read.has(name) ||
        OWN_FILES.has(name) ||
        (kind === 'folder' && (name.startsWith('.') || PASSED_OVER.has(name))),
    );
  }

  /** The files that the platform starts with, where no Procfile says how. */
  startedUnasked(): ProjectFile[] {
    if (this.#root.has('Procfile')) return [];
    const paths = [...STARTED_UNASKED, ...unaskedConfigFiles(PLATFORM_COMMANDS)];
    return paths.flatMap((path) => this.#take(path));
  }

  /** The files that a file mentions and that have just been read: they may mention more. */
  mentionedIn(file: ProjectFile): ProjectFile[] {
    if (!('source' in file) || this.#characters >= MAX_MENTIONING_CHARACTERS) return [];
    const isStart = START_FILES.has(file.name) || this.files.has(file.name);
    const isCompose = namesBuildFolders(file.name);
    if (!isStart && !isCompose && !SPEAKING_FILES.test(file.name)) return [];
    this.#characters += file.source.text.length;
    const paths = [...pathsIn(file.source.text)];
    if (isCompose)
      return paths.flatMap((path) =>
        ['', '/Dockerfile', '/.dockerignore'].flatMap((inside) => this.#take(`${path}${inside}`)),
      );
    const entries = nodeEntriesIn(file.source.text);
    if (!isStart) return [...paths, ...entries].flatMap((path) => this.#take(path));
    for (const path of this.#below(paths, paths.flatMap(modulesOf))) this.#addName(path);
    const named = [...paths, ...entries, ...unaskedConfigFiles(file.source.text)];
    return [...this.#below(paths, named), ...nodeModulesOf(file)].flatMap((path) => this.#take(path));
  }

  /** Paths as seen from the root and from every folder among some words. */
  #below(words: readonly string[], paths: readonly string[]): string[] {
    const folders = words.filter((word) => this.#kindOf(word) === 'folder').slice(0, MAX_START_FOLDERS);
    return [...paths, ...folders.flatMap((folder) => paths.map((path) => `${folder}/${path}`))];
  }

  /** Reads a file where it is one to be read. */
  #take(path: string): ProjectFile[] {
    if (!READABLE.test(path)) this.#addName(path);
    else if (this.#isNew(path)) {
      const files = this.reader.file(path, 'file');
      for (const file of files) this.files.set(path, file);
      return SPRING_FILE.test(path) ? [...files, ...this.#beside(path)] : files;
    }
    return [];
  }

  /** The other files of the same kind in a folder. */
  #beside(path: string): ProjectFile[] {
    const folder = folderOf(path);
    const names = [...(this.#list(folder.slice(0, -1))?.keys() ?? [])].map((name) => `${folder}${name}`);
    return names.filter((name) => SPRING_FILE.test(name)).flatMap((name) => this.#take(name));
  }

  #addName(path: string): void {
    if (this.#isNew(path)) this.files.set(path, this.reader.unread(path));
  }

  #isNew(path: string): boolean {
    if (this.#read.has(path) || this.files.has(path) || this.files.size >= MAX_MENTIONED_FILES) return false;
    return this.#kindOf(path) === 'file';
  }

  /** What a path leads to, without following links; undefined where nothing is there. */
  #kindOf(path: string): FolderEntry['kind'] | undefined {
    const slash = path.lastIndexOf('/');
    const siblings = slash < 0 ? this.#root : this.#list(path.slice(0, slash));
    return siblings?.get(path.slice(slash + 1));
  }

  #list(folder: string): Kinds | undefined {
    const known = this.#folders.get(folder);
    if (known || PASSED_OVER.has(folder) || this.#kindOf(folder) !== 'folder') return known;
    if (this.#folders.size >= MAX_MENTIONED_FOLDERS) return undefined;
    const listed = kindsByName(this.reader.list(folder));
    this.#folders.set(folder, listed);
    return listed;
  }
}

export const kindsByName = (entries: readonly FolderEntry[]): Kinds =>
  new Map(entries.map(({ name, kind }) => [name, kind]));

/** What a text may hold of paths below the root, and of Python modules there. */
const WORD = /[\w@.+/-]+/g;

/** Where a platform keeps the root on its instances. */
const ON_INSTANCE = /^\/(?:var\/app\/(?:current|staging|ondeck)|opt\/python\/(?:current|ondeck)\/app)\//;

const MODULE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/;

/** The words of a text that may be paths below the root, each once. */
function pathsIn(text: string): Set<string> {
  const paths = new Set<string>();
  for (const word of new Set(text.match(WORD))) {
    const path = word.length <= MAX_MENTIONED_NAME_CHARACTERS ? pathOf(word) : undefined;
    if (path !== undefined) paths.add(path);
  }
  return paths;
}

/**
 * `./a/b.sh`, `/var/app/current/a/b.sh` and `a/b.sh` are one file; a path that leads up or elsewhere is not the
 * project's.
 */
function pathOf(word: string): string | undefined {
  // Most words are a single name.
  if (!word.includes('/')) return word === '.' || word === '..' ? undefined : word;
  const parts = word
    .replace(ON_INSTANCE, './')
    .split('/')
    .filter((part, index, all) => part !== '.' && !(part === '' && index === all.length - 1));
  return parts.length === 0 || parts.includes('..') || parts.includes('') ? undefined : parts.join('/');
}

/** The files that a dotted name such as `app.wsgi` may mean. */
function modulesOf(word: string): string[] {
  if (!MODULE.test(word)) return [];
  const path = word.replaceAll('.', '/');
  return [`${path}.py`, `${path}/__init__.py`];
}
