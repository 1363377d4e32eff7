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
  readonly isEncrypted?: boolean;
}

/** What lies in the root of a project. */
const ROOT_NAMES: ReadonlySet<string> = new Set([
  ...['.ebextensions', '.platform', 'Buildfile', 'Dockerfile', 'Dockerrun.aws.json', 'Procfile'],
  ...['cron.yaml', 'docker-compose.yml', 'env.yaml', 'package.json', 'requirements.txt'],
]);

/** What archivers of macOS add. */
const JUNK = /^(?:__MACOSX|\.DS_Store|\._.*)$/;

/** The only folder in the root of an archive, if it holds a project: then the folder was packed instead of what is in it. */
export function folderOfProject({ entries }: Pick<Archive, 'entries'>): string | undefined {
  const paths = entries.map(({ name }) => partsOf(name)).filter(([first = '']) => !JUNK.test(first));
  const [top = ''] = paths[0] ?? [];
  if (!paths.every(([first]) => first === top)) return undefined;
  return paths.some(([, second = '']) => ROOT_NAMES.has(second)) ? top : undefined;
}

/** Windows has archivers that write backslashes. */
const partsOf = (name: string): string[] => name.split(/[\\/]/);
