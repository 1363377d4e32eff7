import type { SourceFile } from '../../source/index.js';

/** An archive that would be uploaded as it is, and in which the project lies. */
export interface Archive {
  /** The archive itself, as a place for findings; its text is empty. */
  readonly file: SourceFile;
  /** In bytes. */
  readonly size: number;
  readonly entries: readonly ArchiveEntry[];
}

export interface ArchiveEntry {
  /** As the archive has it; that of a folder ends with a slash. */
  readonly name: string;
  /** Why programs unpack it differently, or not at all. */
  readonly faults?: ReadonlySet<ArchiveFault>;
}

export type ArchiveFault =
  | 'encrypted'
  /** The list of the archive and what is in front of the content contradict each other. */
  | 'differing-headers'
  /** There is nothing where the list says that its content is. */
  | 'missing-content'
  /** Its content is also that of another entry. */
  | 'overlapping'
  /** Programs write it under different names. */
  | 'unclear-name'
  /** It is a link or a label to some programs only. */
  | 'unclear-kind'
  | 'impossible-size'
  | 'unknown-method';

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
export const partsOf = (name: string): string[] =>
  name.split(SLASH).filter((part) => part !== '' && part !== '.');

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
