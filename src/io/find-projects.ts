import { basename, dirname, join, resolve } from 'node:path';
import { ReadError, type FileSystem, type FolderEntry } from './file-system.js';

/** A folder with one of these inside is an Elastic Beanstalk project. */
const MARKERS: ReadonlySet<string> = new Set([
  '.ebextensions',
  '.platform',
  '.elasticbeanstalk',
  'Dockerrun.aws.json',
]);

/** As people read it in "no project found". */
export const MARKERS_IN_WORDS =
  '.ebextensions, .platform, .elasticbeanstalk or Dockerrun.aws.json (or a Procfile in the folder itself)';

/** Folders in which nobody keeps a project: version control, dependencies, what builds and editors leave behind. */
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

/** Glob patterns become paths here; a port, because the library behind it is loaded only when a pattern is given. */
export type ExpandGlob = (pattern: string, cwd: string) => Promise<readonly string[]>;

export interface FindPorts {
  readonly files: FileSystem;
  readonly cwd: string;
  readonly expandGlob: ExpandGlob;
}

/**
 * The roots of the projects that some paths stand for, each once, in the order of their paths. A folder stands for the
 * projects in it, a file for the nearest project above it, a pattern for what it matches.
 * @throws ReadError for a path that leads nowhere
 */
export async function findProjects(paths: readonly string[], ports: FindPorts): Promise<string[]> {
  const roots = new Set<string>();
  for (const path of paths) for (const root of await rootsOf(path, ports)) roots.add(root);
  return [...roots].sort((a, b) => (a < b ? -1 : 1));
}

async function rootsOf(path: string, ports: FindPorts): Promise<string[]> {
  const { files, cwd, expandGlob } = ports;
  const absolute = resolve(cwd, path);
  switch (files.kindOf(absolute)) {
    case 'folder':
      return rootsOfFolder(absolute, files);
    case 'file':
      return rootOfFile(absolute, ports);
    case 'special':
      throw new ReadError(path, 'it is neither a file nor a folder');
    case 'broken link':
      throw new ReadError(path, 'it is a link to nothing');
    case 'missing': {
      if (!/[*?[\]{}!()]/.test(path)) throw new ReadError(path, 'no such file or folder');
      const matches = await expandGlob(path, cwd);
      return matches.flatMap((match) => matchedRoots(resolve(cwd, match), ports));
    }
  }
}

const matchedRoots = (path: string, ports: FindPorts): string[] =>
  ports.files.kindOf(path) === 'folder' ? rootsOfFolder(path, ports.files) : rootOfFile(path, ports);

/** In the folder where eblint runs a Procfile is enough, as it is for the folder itself: pre-commit names files. */
function rootOfFile(path: string, { files, cwd }: FindPorts): string[] {
  const roots = rootAbove(dirname(path), files);
  return roots.length === 0 && path === resolve(cwd, 'Procfile') ? [dirname(path)] : roots;
}

function rootsOfFolder(folder: string, files: FileSystem): string[] {
  const entries = files.list(folder);
  const isRoot = entries.some(({ name }) => MARKERS.has(name) || name === 'Procfile');
  const roots = [...(isRoot ? [folder] : []), ...rootsBelow(folder, entries, files)];
  return roots.length > 0 || !isInsideMarker(folder) ? roots : rootAbove(folder, files);
}

/** `.ebextensions` named by itself means the project that it belongs to. */
const isInsideMarker = (folder: string): boolean => folder.split(/[\\/]/).some((part) => MARKERS.has(part));

function rootsBelow(folder: string, entries: readonly FolderEntry[], files: FileSystem): string[] {
  const roots: string[] = [];
  const waiting = foldersIn(folder, entries);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const inside = tryList(next, files);
    if (inside.some(({ name }) => MARKERS.has(name))) roots.push(next);
    for (const folder of foldersIn(next, inside)) waiting.push(folder);
  }
  return roots;
}

const foldersIn = (folder: string, entries: readonly FolderEntry[]): string[] =>
  entries
    .filter(({ name, kind }) => kind === 'folder' && !SKIPPED.has(name))
    .map(({ name }) => join(folder, name));

/** A folder far down that may not be entered is not what anybody asked about. */
function tryList(folder: string, files: FileSystem): readonly FolderEntry[] {
  try {
    return files.list(folder);
  } catch {
    return [];
  }
}

function rootAbove(folder: string, files: FileSystem): string[] {
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (!MARKERS.has(basename(candidate)) && tryList(candidate, files).some(({ name }) => MARKERS.has(name)))
      return [candidate];
    if (dirname(candidate) === candidate) return [];
  }
}
