import type { Archive, ArchiveEntry } from '../project.js';

/** What lies in the root of a project. */
const ROOT_NAMES: ReadonlySet<string> = new Set([
  ...['.ebextensions', '.platform', 'Buildfile', 'Dockerfile', 'Dockerrun.aws.json', 'Procfile'],
  ...['cron.yaml', 'docker-compose.yml', 'env.yaml', 'package.json', 'requirements.txt'],
]);

/** What archivers of macOS add. */
const JUNK = /^(?:__MACOSX|\.DS_Store|\._.*)$/;

/** The only folder in the root of an archive, if it holds a project: then the folder was packed instead of what is in it. */
export function folderOfProject({ entries }: Pick<Archive, 'entries'>): string | undefined {
  const paths = entries.map(({ name }) => name.split(SLASH, 2)).filter(([first = '']) => !JUNK.test(first));
  const [top = ''] = paths[0] ?? [];
  if (!paths.every(([first]) => first === top)) return undefined;
  return paths.some(([, second = '']) => ROOT_NAMES.has(second)) ? top : undefined;
}

/** Windows has archivers that write backslashes. */
const SLASH = /[\\/]/;

/** The folders that an entry lies in, and its own name, as all programs read them; empty for the root. */
const partsOf = (name: string): string[] => name.split(SLASH).filter((part) => part !== '' && part !== '.');

/** Where a program writes an entry, below the folder it unpacks to; undefined for one that leads out of it, or is that folder. */
export function pathInArchive(name: string): string | undefined {
  const parts = partsOf(name);
  return parts.length === 0 || parts.includes('..') || name.includes('\0') ? undefined : parts.join('/');
}

/** Entries that are in the way of others. */
export interface Clashes {
  readonly duplicates: readonly ArchiveEntry[];
  /** Files where the path of another entry has a folder. */
  readonly filesAsFolders: readonly ArchiveEntry[];
}

export function clashesIn(entries: readonly ArchiveEntry[]): Clashes {
  const duplicates: ArchiveEntry[] = [];
  const filesAsFolders = new Set<ArchiveEntry>();
  let last: Placed | undefined;
  for (const placed of entries.map(placedEntry).sort(byPath)) {
    if (!last || !placed.path.startsWith(last.path)) last = placed.isFile ? placed : undefined;
    else if (placed.isFile && placed.path === last.path) duplicates.push(placed.entry);
    else filesAsFolders.add(last.entry);
  }
  return { duplicates, filesAsFolders: [...filesAsFolders] };
}

interface Placed {
  readonly entry: ArchiveEntry;
  /** Each part ends with NUL, which comes before all characters: a file is followed by what is in it. */
  readonly path: string;
  readonly isFile: boolean;
}

const placedEntry = (entry: ArchiveEntry): Placed => ({
  entry,
  path: partsOf(entry.name)
    .map((part) => `${part}\0`)
    .join(''),
  isFile: !/[\\/]$/.test(entry.name),
});

const byPath = (a: Placed, b: Placed): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : Number(b.isFile) - Number(a.isFile);
