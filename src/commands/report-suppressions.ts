import type { Options } from '../cli/parse-flags.js';
import { isInside } from '../discover/is-inside.js';
import { readProjectFiles } from '../discover/read-project.js';
import { repositoryOf } from '../discover/repository-root.js';
import type { ListedSuppression } from '../lint/diagnostic.js';
import { listSuppressions } from '../lint/suppressions/suppressions.js';
import { readProject } from '../model/project.js';
import { type FileSystem, ReadError } from '../ports/file-system.js';
import { type ExitCode, GitError, type LineChange, type Ports, type Repository } from '../ports/ports.js';
import { counted } from '../report/text/counted.js';
import { oneLine, visible } from '../report/text/one-line.js';
import { type Place, positionsOf, SourceFile } from '../source/index.js';
import { groupBy, widest } from '../util/collections.js';
import { MAX_AGES_MS } from '../util/limits.js';
import { relativePath } from '../util/paths.js';
import { linesBefore } from '../util/text.js';
import { asksJson, commandJson } from './command-output.js';
import { configuredProjects } from './configuration/configured-projects.js';
import { findInput } from './input/find-input.js';
import type { Input } from './input/input.js';

/** A suppression as JSON has it. */
interface Entry {
  readonly filePath: string;
  readonly line: number;
  readonly column: number;
  readonly ruleId: string;
  readonly scope: ListedSuppression['scope'];
  readonly reason: string;
  readonly until: string | null;
  readonly isExpired: boolean;
  /** Whether its line is in HEAD as it is; null where that is not known. */
  readonly isCommitted: boolean | null;
  /** The commit that last changed its line; null where there is none, or it is not known. */
  readonly lastChange: LineChange | null;
}

/** `eblint --report-suppressions [PATH]` lists the suppression comments of projects with their reasons and their age. */
export async function reportSuppressions(options: Options, ports: Ports): Promise<ExitCode> {
  const isJson = asksJson(options);
  const input = await findInput(options, ports);
  const projects = await configuredProjects(input, options, ports);
  const listed = new Map(
    projects.map(({ root, options: own }) => [
      root,
      listSuppressions(readProject(readProjectFiles(root, input.files), own), own.today),
    ]),
  );
  const suppressions = [...listed.values()].flat();
  const places = new Map([...listed].map(([root, own]) => [root, own.map(({ at }) => at)]));
  const ages = await agesOf(places, input, ports);
  for (const problem of ages.problems)
    ports.stderr.write(`eblint: The age of suppressions is unknown: ${visible(problem)}.\n`);
  const entries = suppressions.map((suppression) => entryOf(suppression, ages.of.get(suppression.at)));
  ports.stdout.write(isJson ? commandJson({ suppressions: entries }) : textOf(entries, ports.cwd));
  return 0;
}

function entryOf({ ruleId, at, scope, reason, until, isExpired }: ListedSuppression, age: Age): Entry {
  const { line, column } = positionsOf(at).start;
  const what = {
    filePath: at.file.path,
    line,
    column,
    ruleId,
    scope,
    reason,
    until: until ?? null,
    isExpired,
  };
  if (age === undefined) return { ...what, isCommitted: null, lastChange: null };
  if (age === 'not committed') return { ...what, isCommitted: false, lastChange: null };
  return { ...what, isCommitted: true, lastChange: age };
}

function textOf(entries: readonly Entry[], cwd: string): string {
  if (entries.length === 0) return 'There are no suppression comments.\n';
  const knowsAges = entries.some(({ isCommitted }) => isCommitted !== null);
  const columns: ((entry: Entry) => string)[] = [
    placeOf,
    ({ ruleId }) => oneLine(ruleId),
    ...(knowsAges ? [ageOf] : []),
  ];
  const files = [...groupBy(entries, ({ filePath }) => [filePath])].map(([path, own]) => {
    const widths = columns.map((textIn) => widest(own.map(textIn)));
    const lines = own.map((entry) => {
      const cells = columns.map((textIn, index) => textIn(entry).padEnd(widths[index] ?? 0));
      return `  ${[...cells, reasonOf(entry)].join('  ')}\n`;
    });
    return `${visible(relativePath(cwd, path))}\n${lines.join('')}`;
  });
  return `${files.join('\n')}\n${counted(entries.length, 'suppression')} in ${counted(files.length, 'file')}\n`;
}

const placeOf = ({ line, column }: Entry): string => `${line}:${column}`;

function ageOf({ isCommitted, lastChange }: Entry): string {
  if (lastChange) return `since ${lastChange.date}${lastChange.isOrEarlier ? ' or earlier' : ''}`;
  return isCommitted === false ? 'not committed' : 'age unknown';
}

function reasonOf({ reason, scope, until, isExpired }: Entry): string {
  const notes = [
    ...(scope === 'file' ? ['whole file'] : []),
    ...(until === null ? [] : [`${isExpired ? 'expired on' : 'until'} ${until}`]),
  ];
  return oneLine(`${reason || 'no reason'}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`);
}

/** Since when a line is what it is; undefined where that is not known. */
type Age = LineChange | 'not committed' | undefined;

interface Ages {
  readonly of: ReadonlyMap<Place, Age>;
  /** Why some are not known, each a clause or a sentence without its full stop. */
  readonly problems: ReadonlySet<string>;
}

/** Since when the lines of some places are what they are, by the projects that these are in. */
async function agesOf(
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
 * A file as HEAD has it, with links followed; without a text where it is new. Undefined where it is not one of the
 * repository's files, or too large.
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
