import { basename, dirname, join, resolve } from 'node:path';
import { type FileSystem, type FolderEntry, ReadError } from '../ports/file-system.js';
import type { Ports } from '../ports/ports.js';
import {
  type DescribedFolder,
  describedFolders,
  ENVIRONMENT_FILE,
  folderDescribedBy,
} from './environment-search.js';
import { repositoryOf } from './repository-root.js';

/**
 * A folder with one of these inside is an Elastic Beanstalk project. `env.yaml` and `cron.yaml` are not: files of these
 * names belong to other tools as well, in monorepos above all.
 */
const MARKERS: ReadonlySet<string> = new Set([
  '.ebextensions',
  '.platform',
  '.elasticbeanstalk',
  'Dockerrun.aws.json',
]);

/** With one of these inside, a folder that is named is a project, if it holds no other: they say how something starts or is built. */
const START_FILES: ReadonlySet<string> = new Set([
  'Buildfile',
  'Dockerfile',
  'application.go',
  'application.py',
  'aws-windows-deployment-manifest.json',
  'docker-compose.yaml',
  'docker-compose.yml',
]);

/** Files of Elastic Beanstalk's by their names only, and what an application beside them has. */
const MANIFESTS: ReadonlySet<string> = new Set(['cron.yaml', 'env.yaml']);

const APPLICATION_FILE =
  /^(?:Gemfile|Pipfile|app\.js|composer\.json|config\.ru|go\.mod|index\.php|package\.json|pom\.xml|requirements\.txt|server\.js|.+\.(?:dll|jar|war))$/;

/** As people read it in "no project found". */
export const MARKERS_IN_WORDS =
  '.ebextensions, .platform, .elasticbeanstalk or Dockerrun.aws.json (or Procfile, Dockerfile, docker-compose.yml or Buildfile in the folder itself, or a file that describes an environment, there or in terraform, infra and the like)';

/** Folders that contain no projects: version control, dependencies, what builds and editors create. */
const SKIPPED: ReadonlySet<string> = new Set([
  ...[
    '.git',
    '.hg',
    '.svn',
    'node_modules',
    'bower_components',
    'vendor',
    'jspm_packages',
    '.yarn',
    '.pnpm-store',
  ],
  ...[
    'venv',
    '.venv',
    'env',
    '.tox',
    '.nox',
    '__pycache__',
    '.eggs',
    'site-packages',
    '__MACOSX',
    '.bundle',
    '.gradle',
    '.m2',
  ],
  ...[
    'dist',
    'build',
    'out',
    'target',
    'coverage',
    '.next',
    '.nuxt',
    '.cache',
    '.terraform',
    '.serverless',
    '.aws-sam',
  ],
  ...['.idea', '.vscode', '.ebextensions', '.platform', '.elasticbeanstalk'],
]);

/** Whether a path, where there is nothing of this name, is a glob pattern. */
export const isPattern = (path: string): boolean => /[*?[\]{}!()]/.test(path);

export interface FindPorts extends Pick<Ports, 'files' | 'cwd' | 'expandGlob'> {
  /** See `Repository`: the files that a search reads are fetched together. */
  readonly fetching?: <T>(action: () => T) => T;
}

/**
 * The roots of the projects that some paths name, each once, in the order of their paths. A folder means the
 * projects in it, a file the nearest project above it, a pattern what it matches.
 * @throws ReadError for a path that leads nowhere
 */
export async function findProjects(paths: readonly string[], ports: FindPorts): Promise<string[]> {
  const search = { ...ports, look: lookOnce(ports.files) };
  const roots = new Set<string>();
  for (const path of new Set(paths)) for (const root of await rootsOf(path, search)) roots.add(root);
  return [...roots].sort((a, b) => (a < b ? -1 : 1));
}

/**
 * The projects to lint for a user who works in a folder: the one that the folder belongs to; else those below it, if it
 * is in a repository. Of any other folder, as a home, nothing is searched.
 */
export async function findProjectsAround(ports: FindPorts): Promise<string[]> {
  const look = lookOnce(ports.files);
  const above = rootAbove(ports.cwd, look);
  if (above.length > 0) return above;
  if (repositoryOf(ports.cwd, ports.files) !== undefined) return findProjects(['.'], ports);
  return isStartable(tryLook(ports.cwd, look)) ? [ports.cwd] : [];
}

/** All that the search asks of a folder. */
interface Folder {
  readonly hasMarker: boolean;
  readonly hasProcfile: boolean;
  /** Whether anything else in it says that an application starts there. */
  readonly hasStartFile: boolean;
  readonly hasApplication: boolean;
  /** The folders in it that may hold projects. */
  readonly folders: readonly string[];
  readonly entries: readonly FolderEntry[];
}

interface Search extends FindPorts {
  /** Throws ReadError. */
  readonly look: (folder: string) => Folder;
}

/** Each folder is listed once: thousands of files in it may be named. */
function lookOnce(files: FileSystem): Search['look'] {
  const known = new Map<string, Folder>();
  return (path) => {
    const folder = known.get(path) ?? folderOf(path, files.list(path));
    known.set(path, folder);
    return folder;
  };
}

const hasApplication = (entries: readonly FolderEntry[]) =>
  entries.some(({ name }) => APPLICATION_FILE.test(name));

const folderOf = (path: string, entries: readonly FolderEntry[]): Folder => ({
  entries,
  hasMarker: entries.some(({ name }) => MARKERS.has(name)),
  hasProcfile: entries.some(({ name }) => name === 'Procfile'),
  hasStartFile:
    entries.some(({ name }) => START_FILES.has(name)) ||
    (entries.some(({ name }) => MANIFESTS.has(name)) && hasApplication(entries)),
  hasApplication: hasApplication(entries),
  folders: entries
    .filter(({ name, kind }) => kind === 'folder' && !SKIPPED.has(name))
    .map(({ name }) => join(path, name)),
});

async function rootsOf(path: string, search: Search): Promise<readonly string[]> {
  const { files, cwd, expandGlob } = search;
  const absolute = resolve(cwd, path);
  switch (files.kindOf(absolute)) {
    case 'folder':
      return rootsOfFolder(absolute, search);
    case 'file':
      return rootOfFile(absolute, search);
    case 'special':
      throw new ReadError(path, 'it is neither a file nor a folder');
    case 'outside link':
    case 'broken link':
      throw new ReadError(path, 'it is a broken link');
    case 'missing': {
      if (!isPattern(path)) throw new ReadError(path, 'no such file or folder');
      const matches = await expandGlob(path, cwd);
      return matches.flatMap((match) => matchedRoots(resolve(cwd, match), search));
    }
  }
}

const matchedRoots = (path: string, search: Search): readonly string[] =>
  search.files.kindOf(path) === 'folder' ? rootsInFolder(path, search.look) : rootOfFile(path, search);

/** In the folder where eblint runs a Procfile is enough, as it is for the folder itself. */
function rootOfFile(path: string, search: Search): readonly string[] {
  const roots = rootAbove(dirname(path), search.look);
  if (roots.length > 0) return roots;
  return path === resolve(search.cwd, 'Procfile') ? [dirname(path)] : rootDescribedBy(path, search);
}

/** The project of which a file describes the environment: the only one around it, or what has no more than that. */
function rootDescribedBy(path: string, { files, look }: Search): readonly string[] {
  const top = repositoryOf(dirname(path), files);
  const found = folderDescribedBy(path, top, files);
  if (!found) return [];
  const roots = top === undefined ? [] : rootsInFolder(found.folder, look);
  return roots.length === 0 ? rootsDescribed(found, look) : roots.length === 1 ? roots : [];
}

/**
 * What is deployed to an environment that is described in a folder or below it: the folder. With other applications in it, it
 * may be any of them, so what is known is the environment.
 */
function rootsDescribed({ folder, described }: DescribedFolder, look: Search['look']): readonly string[] {
  const { hasApplication, folders } = tryLook(folder, look);
  const hasOthers = folders
    .flatMap((path) => [path, ...tryLook(path, look).folders])
    .some((path) => tryLook(path, look).hasApplication);
  if (!hasApplication || !hasOthers) return [folder];
  return described.filter((path) => ENVIRONMENT_FILE.test(basename(path))).map((path) => dirname(path));
}

/**
 * A folder that is named by itself may be a project without any file of Elastic Beanstalk's, as it may hold folders of which
 * an environment is described. Its application may be in another repository.
 */
function rootsOfFolder(path: string, search: Search): readonly string[] {
  const { look, files, fetching = (action) => action() } = search;
  const roots = rootsInFolder(path, look);
  if (roots.length > 0) return roots;
  if (look(path).hasStartFile) return [path];
  const found = fetching(() => describedFolders(path, (folder) => tryLook(folder, look), files));
  return found.flatMap((described) => rootsDescribed(described, look));
}

function rootsInFolder(path: string, look: Search['look']): string[] {
  const { hasMarker, hasProcfile, folders } = look(path);
  const roots = [...(hasMarker || hasProcfile ? [path] : []), ...rootsBelow(folders, look)];
  return roots.length > 0 || !isInsideMarker(path) ? roots : rootAbove(path, look);
}

/** `.ebextensions` named by itself means the project that it belongs to. */
const isInsideMarker = (folder: string): boolean => folder.split(/[\\/]/).some((part) => MARKERS.has(part));

/** Whether more than one project is in a folder and below it. */
export function hasSeveralProjects(folder: string, files: FileSystem): boolean {
  const look = lookOnce(files);
  const { hasMarker, folders } = tryLook(folder, look);
  return (hasMarker ? 1 : 0) + rootsBelow(folders, look).length > 1;
}

function rootsBelow(folders: readonly string[], look: Search['look']): string[] {
  const roots: string[] = [];
  const waiting = [...folders];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { hasMarker, folders } = tryLook(next, look);
    if (hasMarker) roots.push(next);
    for (const folder of folders) waiting.push(folder);
  }
  return roots;
}

const isStartable = ({ hasProcfile, hasStartFile }: Folder): boolean => hasProcfile || hasStartFile;

const CLOSED: Folder = {
  hasMarker: false,
  hasProcfile: false,
  hasStartFile: false,
  hasApplication: false,
  folders: [],
  entries: [],
};

/** A folder far down that may not be entered is not what was asked about. */
function tryLook(folder: string, look: Search['look']): Folder {
  try {
    return look(folder);
  } catch {
    return CLOSED;
  }
}

function rootAbove(folder: string, look: Search['look']): string[] {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (!MARKERS.has(basename(candidate)) && tryLook(candidate, look).hasMarker) return [candidate];
    if (dirname(candidate) === candidate) return [];
  }
}
