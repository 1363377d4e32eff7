import { isInside } from '../../discover/is-inside.js';
import { repositoryOf } from '../../discover/repository-root.js';
import { ReadError, type FileSystem } from '../../ports/file-system.js';
import type { Ports } from '../../ports/ports.js';
import { GitError, type LineChange, type Repository } from '../../ports/repository.js';
import { SourceFile, type Place } from '../../source/index.js';
import { groupBy } from '../../util/group-by.js';
import type { Input } from '../input/input.js';
import { linesBefore } from '../../util/lines-before.js';
import { MAX_AGES_MS } from '../../knowledge/limits.js';

/** Since when a line is what it is; undefined where that is not known. */
export type Age = LineChange | 'not committed' | undefined;

export interface Ages {
  readonly of: ReadonlyMap<Place, Age>;
  /** Why some are not known, each a clause or a sentence without its full stop. */
  readonly problems: ReadonlySet<string>;
}

/** Since when the lines of some places are what they are, by the projects that these are in. */
export async function agesOf(
  places: ReadonlyMap<string, readonly Place[]>,
  { archives }: Pick<Input, 'archives'>,
  ports: Ports,
): Promise<Ages> {
  const of = new Map<Place, Age>();
  const problems = new Set<string>();
  const byRepository = groupBy(places, ([root]) => [
    archives?.has(root) ? undefined : repositoryOf(root, ports.files),
  ]);
  const end = performance.now() + MAX_AGES_MS;
  for (const [folder, projects] of byRepository) {
    const own = projects.flatMap(([, inProject]) => inProject);
    if (own.length === 0) continue;
    try {
      if (folder === undefined) throw new GitError('the files are not in a git repository');
      const repository = await ports.openRepository(folder);
      for (const [place, age] of agesIn(repository, own, { end, problems })) of.set(place, age);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      problems.add(error.message.replace(/\.$/, ''));
    }
  }
  return { of, problems };
}

interface Limits {
  readonly end: number;
  readonly problems: Set<string>;
}

/** The history of each file that has lines from HEAD. */
function* agesIn(
  repository: Repository,
  places: readonly Place[],
  { end, problems }: Limits,
): Generator<[Place, Age]> {
  const head = repository.mergeBase('HEAD');
  const files = [...groupBy(places, ({ file }) => [file])];
  const texts = repository.fetching(() =>
    files.map(([{ path }]) => committedText(path, head, repository.root)),
  );
  for (const [index, [file, own]] of files.entries()) {
    const committed = texts[index];
    if (committed === undefined) continue;
    if (performance.now() > end) {
      problems.add('git takes longer than a minute');
      return;
    }
    const before = linesBefore(file.text, committed.text);
    const lines = new Map(own.map((place) => [place, before.get(lineAt(place))]));
    const wanted = [...new Set([...lines.values()].flatMap((line) => (line === undefined ? [] : [line])))];
    const changes = wanted.length === 0 ? undefined : repository.lastChanges(committed.path, wanted);
    for (const [place, line] of lines)
      yield [place, line === undefined ? 'not committed' : changes?.get(line)];
  }
}

/**
 * A file as HEAD has it, with links followed; without a text where it is new. Undefined where it is none of the repository's
 * files, or too large.
 */
function committedText(
  path: string,
  head: FileSystem,
  root: string,
): { readonly path: string; readonly text: string } | undefined {
  if (head.kindOf(path) !== 'file') return { path, text: '' };
  try {
    const real = head.realPath(path);
    if (!isInside(real, root)) return undefined;
    return { path: real, text: new SourceFile(path, '', head.read(path)).text };
  } catch (error) {
    if (error instanceof ReadError) return undefined;
    throw error;
  }
}

/** From 0, as git counts lines. */
const lineAt = ({ file, span }: Place): number => file.text.slice(0, span.start).split('\n').length - 1;
