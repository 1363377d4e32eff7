import { ReadError } from '../../ports/file-system.js';
import type { LineChange } from '../../ports/ports.js';
import { MAX_FILE_RENAMES, MAX_FILE_VERSIONS } from '../../util/limits.js';
import { linesBefore } from '../../util/text.js';
import type { Blobs } from './blobs.js';
import { runGit } from './run-git.js';

/** Files of a commit that are compared to find the former name of one. */
const MAX_RENAME_CANDIDATES = 400;

/** A commit that changed a file. */
interface Version {
  readonly commit: string;
  /** The commits that changed it before. */
  readonly parents: readonly string[];
  readonly date: string;
  readonly text: string;
}

/** Where a repository is, and what was read of it. */
interface Source {
  readonly root: string;
  readonly blobs: Blobs;
}

/**
 * The commits that last changed lines of a file in HEAD. `git blame` would tell the same, but it reads whatever files the
 * configuration of the repository names, and prints lines of them.
 * @param path below the root, with forward slashes
 * @param lines from 0
 */
export function lastChanges(
  path: string,
  lines: readonly number[],
  source: Source,
): ReadonlyMap<number, LineChange> {
  const changes = new Map<number, LineChange>();
  const oldest = oldestCommits(source.root);
  let file: Traced | undefined = { path, tip: 'HEAD', lines: new Map(lines.map((line) => [line, line])) };
  for (let renames = 0; file && renames <= MAX_FILE_RENAMES; renames++)
    file = trace(file, { source, oldest, changes });
  // What had more names than that is older than the last commit that was looked at.
  for (const [line, change] of changes)
    if (file?.lines.has(line)) changes.set(line, { ...change, isOrEarlier: true });
  return changes;
}

/** Lines to be found in a file of a commit, by their number in HEAD. */
interface Traced {
  readonly path: string;
  readonly tip: string;
  readonly lines: ReadonlyMap<number, number>;
}

interface Tracing {
  readonly source: Source;
  readonly oldest: ReadonlySet<string>;
  readonly changes: Map<number, LineChange>;
}

/**
 * Tells which commits last changed lines, as far as the file has its name.
 * @returns the file that it was before, where there is one, with the lines that came from there
 */
function trace({ path, tip, lines }: Traced, { source, oldest, changes }: Tracing): Traced | undefined {
  const versions = versionsOf(path, tip, source);
  const byCommit = new Map(versions.map((version) => [version.commit, version]));
  const arrived = new Map<string, ReadonlyMap<number, number>>();
  if (versions[0]) arrived.set(versions[0].commit, lines);
  let former: Traced | undefined;
  for (const { commit, parents, date, text } of versions) {
    let own = arrived.get(commit) ?? new Map<number, number>();
    for (const parent of parents) {
      const older = byCommit.get(parent);
      if (!older || own.size === 0) continue;
      const { passed, kept } = parted(own, linesBefore(text, older.text));
      arrived.set(parent, new Map([...(arrived.get(parent) ?? []), ...passed]));
      own = kept;
    }
    if (own.size === 0) continue;
    const isOrEarlier = oldest.has(commit) || parents.some((parent) => !byCommit.has(parent));
    for (const line of own.keys()) changes.set(line, { commit, date, isOrEarlier });
    const formerPath = parents.length === 0 ? pathBefore(path, commit, source.root) : undefined;
    if (formerPath === undefined) continue;
    const tipBefore = `${commit}^`;
    const before = textAt(`${tipBefore}:${formerPath}`, formerPath, source);
    former = { path: formerPath, tip: tipBefore, lines: parted(own, linesBefore(text, before)).passed };
  }
  return former;
}

/** Lines that were there before, by their numbers then, and the others. */
function parted(lines: ReadonlyMap<number, number>, before: ReadonlyMap<number, number>) {
  const passed = new Map<number, number>();
  const kept = new Map<number, number>();
  for (const [line, number] of lines) {
    const place = before.get(number);
    if (place === undefined) kept.set(line, number);
    else passed.set(line, place);
  }
  return { passed, kept };
}

/** The name of a file before the commit that gave it this one. */
function pathBefore(path: string, commit: string, root: string): string | undefined {
  const args = [
    'diff-tree',
    '-r',
    '-z',
    '-M',
    `-l${MAX_RENAME_CANDIDATES}`,
    '--diff-filter=R',
    '--name-status',
    '--no-commit-id',
  ];
  const names = runGit([...args, commit], { cwd: root })
    .output.toString('utf8')
    .split('\0');
  return names[names.findIndex((name, index) => index % 3 === 2 && name === path) - 1];
}

/** The versions of a file that led to the one in a commit, each before those that it was made from. */
function versionsOf(path: string, tip: string, { root, blobs }: Source): readonly Version[] {
  // The names are an input of lines.
  if (path.includes('\n')) return [];
  const format = '--format=%H\t%P\t%as';
  const { output } = runGit(
    ['rev-list', '--topo-order', '--parents', `--max-count=${MAX_FILE_VERSIONS}`, format, tip, '--', path],
    { cwd: root },
  );
  const commits = output
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const [, commit, parents, date] = /^([\da-f]+)\t([\da-f ]*)\t(\d{4}-\d\d-\d\d)$/.exec(line) ?? [];
      return commit && date ? [{ commit, date, parents: parents?.split(' ').filter(Boolean) ?? [] }] : [];
    });
  const ids = idsOf(
    commits.map(({ commit }) => `${commit}:${path}`),
    root,
  );
  return blobs.fetching(() =>
    commits.map((commit, index) => ({ ...commit, text: textOf(ids[index], path, blobs) })),
  );
}

/** The ids of blobs by what git calls them; undefined where there is none. */
function idsOf(names: readonly string[], root: string): (string | undefined)[] {
  const input = names.map((name) => `${name}\n`).join('');
  const { output } = runGit(['cat-file', '--batch-check'], { cwd: root, input });
  return output
    .toString('utf8')
    .split('\n')
    .map((line) => /^([\da-f]+) blob \d+$/.exec(line)?.[1]);
}

/** Nothing where it was not there, or cannot be read. */
function textOf(id: string | undefined, path: string, blobs: Blobs): string {
  try {
    return id === undefined ? '' : blobs.read(id, path);
  } catch (error) {
    if (error instanceof ReadError) return '';
    throw error;
  }
}

const textAt = (name: string, path: string, { root, blobs }: Source): string =>
  textOf(idsOf([name], root)[0], path, blobs);

/** The commits with which the history of a shallow clone begins; none where all of it is there. */
function oldestCommits(root: string): ReadonlySet<string> {
  const isShallow = outputOf(['rev-parse', '--is-shallow-repository'], root) === 'true';
  return new Set(isShallow ? outputOf(['rev-list', '--max-parents=0', 'HEAD'], root).split('\n') : []);
}

const outputOf = (args: readonly string[], root: string): string =>
  runGit(args, { cwd: root }).output.toString('utf8').trim();
